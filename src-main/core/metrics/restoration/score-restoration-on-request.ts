/** Restoration metrics on request: NRMSE by range and mean, MS-SSIM, Fourier ring correlation. */
import type { Score } from '../../../contract/words.ts'
import type { RealImage } from '../../images/types.ts'
import { defined, undefinedScore } from '../score.ts'
import { firstCrossing, fourierRingCorrelation } from './fourier-ring-correlation.ts'
import type { PixelPairs } from './image-pair.ts'
import { msSsim } from './ms-ssim.ts'
import { nrmse } from './nrmse.ts'

export interface RestorationPair {
  readonly truth: RealImage
  readonly prediction: RealImage
  /** Their pixels that are finite in both. */
  readonly pairs: PixelPairs
  readonly dataRange: number
}

/** Of `wanted` those that are computed here. */
export function restorationScoresOnRequest(
  { truth, prediction, pairs, dataRange }: RestorationPair,
  wanted: readonly string[],
): Readonly<Record<string, Score>> {
  const ofPlane = (score: () => Score): Score => {
    if (truth.shape.length !== 2) return undefinedScore('not-a-plane')
    return pairs.leftOut > 0 ? { undefined: 'non-finite-pixels' } : score()
  }
  const makers: Readonly<Record<string, () => Score>> = {
    'nrmse-min-max': () => nrmse(pairs.truth, pairs.prediction, 'min-max'),
    'nrmse-mean': () => nrmse(pairs.truth, pairs.prediction, 'mean'),
    'ms-ssim': () => ofPlane(() => msSsim(truth, prediction, dataRange)),
    frc: () =>
      ofPlane(() => {
        const crossing = firstCrossing(fourierRingCorrelation(truth, prediction, 'hann'))
        return crossing === null ? undefinedScore('no-crossing') : defined(crossing.resolutionPx)
      }),
  }
  return Object.fromEntries(
    wanted.flatMap((id) => (makers[id] === undefined ? [] : [[id, makers[id]()]])),
  )
}
