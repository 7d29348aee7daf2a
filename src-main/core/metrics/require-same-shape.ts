/** Truth and prediction must be of one size; nothing is cropped or resized to fit. */
import { TouchstoneError } from '../errors.ts'

interface Shaped {
  readonly shape: readonly number[]
}

/** Throws `shape-mismatch` naming both shapes. */
export function requireSameShape(truth: Shaped, prediction: Shaped): void {
  const same =
    truth.shape.length === prediction.shape.length &&
    truth.shape.every((side, axis) => side === prediction.shape[axis])
  if (same) return
  throw new TouchstoneError(
    'shape-mismatch',
    `The truth is ${truth.shape.join(' x ')} and the prediction ${prediction.shape.join(' x ')} pixels; both must be of one size.`,
    { truth: [...truth.shape], prediction: [...prediction.shape] },
  )
}
