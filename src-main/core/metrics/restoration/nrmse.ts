/** Root mean squared error, normalised as in scikit-image `normalized_root_mse`. */
import type { Score } from '../../../contract/words.ts'
import type { Pixels } from './image-pair.ts'
import { pixelErrors } from './pixel-errors.ts'
import { meanOf, meanSquareOf, rangeOf } from './pixel-moments.ts'

/** By √(mean truth²), by the truth's largest minus smallest pixel, or by its mean. */
export type NrmseKind = 'euclidean' | 'min-max' | 'mean'

/** Undefined where the truth's norm, range or mean is 0. */
export function nrmse(truth: Pixels, prediction: Pixels, kind: NrmseKind = 'euclidean'): Score {
  const norm = normOf(truth, kind)
  if (norm === 0) return { undefined: kind === 'min-max' ? 'constant-truth' : 'zero-truth' }
  return { value: pixelErrors(truth, prediction).rootMeanSquared / norm }
}

function normOf(truth: Pixels, kind: NrmseKind): number {
  if (kind === 'min-max') return rangeOf(truth)
  return kind === 'mean' ? meanOf(truth) : Math.sqrt(meanSquareOf(truth))
}
