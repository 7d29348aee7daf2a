/** Errors per pixel, averaged: MSE, RMSE and MAE over all pixels, in float64. */
import type { Pixels } from './image-pair.ts'

export interface PixelErrors {
  readonly meanSquared: number
  readonly rootMeanSquared: number
  readonly meanAbsolute: number
}

const BLOCK = 1024

/** All NaN for no pixels. */
export function pixelErrors(truth: Pixels, prediction: Pixels): PixelErrors {
  let squares = 0
  let absolutes = 0
  for (let start = 0; start < truth.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, truth.length)
    let squared = 0
    let absolute = 0
    for (let i = start; i < end; i++) {
      const error = truth[i]! - prediction[i]!
      squared += error * error
      absolute += Math.abs(error)
    }
    squares += squared
    absolutes += absolute
  }
  const meanSquared = squares / truth.length
  return {
    meanSquared,
    rootMeanSquared: Math.sqrt(meanSquared),
    meanAbsolute: absolutes / truth.length,
  }
}
