/** Resolutions in pixels or micrometres: of a pair by Fourier ring correlation, of the prediction alone by decorrelation. */
import type { Score } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import { spacingOf } from '../distance-options.ts'
import { choiceOption } from '../metric-options.ts'
import { defined, undefinedScore } from '../score.ts'
import { decorrelationCutOff } from './decorrelation.ts'
import { fourierRingCorrelation, frcWindows } from './fourier-ring-correlation.ts'
import type { RestorationPair } from './restoration-pair.ts'
import { firstCrossing, frcThresholds } from './ring-crossing.ts'

/** By metric id. Planes only; NaN or infinite pixels leave them undefined. */
export function resolutionScores(pair: RestorationPair): Readonly<Record<string, () => Score>> {
  const { truth, prediction, options } = pair
  return {
    frc: () => {
      const window = choiceOption(options, 'frcWindow', frcWindows, 'hann')
      const threshold = choiceOption(options, 'frcThreshold', frcThresholds, '1/7')
      return ofPlane(pair, (sizeOfPixel) => {
        const crossing = firstCrossing(fourierRingCorrelation(truth, prediction, window), threshold)
        if (crossing === null) return undefinedScore('no-crossing')
        return defined(crossing.resolutionPx * sizeOfPixel)
      })
    },
    decorrelation: () =>
      ofPlane(pair, (sizeOfPixel) => {
        const cutOff = decorrelationCutOff(prediction)
        return cutOff === null ? undefinedScore('no-peak') : defined((2 / cutOff) * sizeOfPixel)
      }),
  }
}

function ofPlane(pair: RestorationPair, score: (sizeOfPixel: number) => Score): Score {
  const { truth, pairs, options } = pair
  if (truth.shape.length !== 2) return undefinedScore('not-a-plane')
  const [y = 1, x = 1] = spacingOf(options, 2)
  if (Math.abs(y - x) > 1e-3 * x)
    throw new TouchstoneError(
      'bad-options',
      `Pixels of ${x} by ${y} um are not square, so that a ring of frequencies is none; ask for the resolution in px, or resample the images.`,
    )
  return pairs.leftOut > 0 ? { undefined: 'non-finite-pixels' } : score(x)
}
