/** Nothing is resized to make two images fit. */
import { TouchstoneError } from '../../core/errors.ts'

/** Throws `shape-mismatch` that names both files and both sizes. */
export function requireSameShape(
  truth: string,
  truthShape: readonly number[],
  prediction: string,
  predictionShape: readonly number[],
): void {
  if (truthShape.join() === predictionShape.join()) return
  throw new TouchstoneError(
    'shape-mismatch',
    `The truth ${truth} is ${truthShape.join(' x ')} and the prediction ${prediction} is ${predictionShape.join(' x ')} pixels; both must be of one size.`,
    { truth: [...truthShape], prediction: [...predictionShape] },
  )
}
