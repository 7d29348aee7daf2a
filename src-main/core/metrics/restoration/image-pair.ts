/** Truth and prediction as two lists of pixels that are finite in both; what was left out is counted. */
import { TouchstoneError } from '../../errors.ts'
import type { RealImage } from '../../images/types.ts'

export type Pixels = Float64Array | Float32Array

export interface PixelPairs {
  readonly truth: Pixels
  readonly prediction: Pixels
  /** Pixels that are NaN or infinite in one of the images. */
  readonly leftOut: number
}

export function requireSameShape(truth: RealImage, prediction: RealImage): void {
  const shape = (image: RealImage): string => `[${image.shape.join(', ')}]`
  if (shape(truth) !== shape(prediction)) {
    throw new TouchstoneError(
      'shape-mismatch',
      `The truth has shape ${shape(truth)}, the prediction ${shape(prediction)}; crop or resample one of them.`,
      { truth: truth.shape, prediction: prediction.shape },
    )
  }
}

/** For lists of pixels whose images are compared already. */
export function requireSameLength(truth: Pixels, prediction: Pixels): void {
  if (truth.length !== prediction.length)
    throw new TouchstoneError(
      'shape-mismatch',
      `The truth has ${truth.length} pixels and the prediction ${prediction.length}; crop or resample one of them.`,
    )
}

/** The arrays themselves where every pixel is finite, else copies without the others. */
export function finitePairs(truth: RealImage, prediction: RealImage): PixelPairs {
  requireSameShape(truth, prediction)
  const t = truth.data
  const p = prediction.data
  let leftOut = 0
  for (let i = 0; i < t.length; i++) {
    if (!Number.isFinite(t[i]!) || !Number.isFinite(p[i]!)) leftOut++
  }
  if (leftOut === 0) return { truth: t, prediction: p, leftOut }
  const keptTruth = new Float64Array(t.length - leftOut)
  const keptPrediction = new Float64Array(t.length - leftOut)
  let kept = 0
  for (let i = 0; i < t.length; i++) {
    if (!Number.isFinite(t[i]!) || !Number.isFinite(p[i]!)) continue
    keptTruth[kept] = t[i]!
    keptPrediction[kept++] = p[i]!
  }
  return { truth: keptTruth, prediction: keptPrediction, leftOut }
}
