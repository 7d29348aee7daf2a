/** Pearson's correlation over pixels: blind to gain and offset. */
import type { Score } from '../../../contract/words.ts'
import type { Pixels } from './image-pair.ts'
import { momentsOf, type Moments } from './pixel-moments.ts'

/** Undefined where one of the images is constant. */
export function pearson(truth: Pixels, prediction: Pixels): Score {
  return pearsonOf(momentsOf(truth, prediction))
}

/** Of what was summed already. */
export function pearsonOf({ truthSquares, predictionSquares, crossed }: Moments): Score {
  if (truthSquares === 0 || predictionSquares === 0) return { undefined: 'constant-image' }
  const correlation = crossed / (Math.sqrt(truthSquares) * Math.sqrt(predictionSquares))
  return { value: Math.max(-1, Math.min(1, correlation)) }
}
