/** Root mean squared error, normalised as in scikit-image `normalized_root_mse`. */
import type { Score } from '../../../contract/words.ts'
import type { Pixels } from './image-pair.ts'
import { pixelErrors } from './pixel-errors.ts'
import { meanOf, meanSquareOf, momentsOf, rangeOf } from './pixel-moments.ts'

/** By √(mean truth²), by the truth's largest minus smallest pixel, by its mean, or by its standard deviation (with n). */
export type NrmseKind = 'euclidean' | 'min-max' | 'mean' | 'std'

/** Undefined where the truth's norm, range, mean or deviation is 0. */
export function nrmse(truth: Pixels, prediction: Pixels, kind: NrmseKind = 'euclidean'): Score {
  return nrmseOf(pixelErrors(truth, prediction).rootMeanSquared, normOf(truth, kind), kind)
}

/** Of what was summed already. */
export function nrmseOf(rootMeanSquared: number, norm: number, kind: NrmseKind): Score {
  const isOfSpread = kind === 'min-max' || kind === 'std'
  if (norm === 0) return { undefined: isOfSpread ? 'constant-truth' : 'zero-truth' }
  return { value: rootMeanSquared / norm }
}

function normOf(truth: Pixels, kind: NrmseKind): number {
  if (kind === 'min-max') return rangeOf(truth)
  if (kind === 'std') return Math.sqrt(momentsOf(truth, truth).truthSquares / truth.length)
  return kind === 'mean' ? meanOf(truth) : Math.sqrt(meanSquareOf(truth))
}
