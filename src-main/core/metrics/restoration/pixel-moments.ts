/** Means, extremes, variances and the covariance over pixels, in float64 and in two passes. */
import type { Pixels } from './image-pair.ts'

/** Sums are taken in blocks, so that rounding does not grow with the image. */
export const BLOCK = 1024

export interface Moments {
  readonly truthMean: number
  readonly predictionMean: number
  /** Sums of squared and crossed deviations from the means. */
  readonly truthSquares: number
  readonly predictionSquares: number
  readonly crossed: number
}

export function meanOf(pixels: Pixels): number {
  let total = 0
  for (let start = 0; start < pixels.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, pixels.length)
    let sum = 0
    for (let i = start; i < end; i++) sum += pixels[i]!
    total += sum
  }
  return total / pixels.length
}

export function momentsOf(truth: Pixels, prediction: Pixels): Moments {
  const truthMean = meanOf(truth)
  const predictionMean = meanOf(prediction)
  let truthSquares = 0
  let predictionSquares = 0
  let crossed = 0
  for (let start = 0; start < truth.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, truth.length)
    let tt = 0
    let pp = 0
    let tp = 0
    for (let i = start; i < end; i++) {
      const t = truth[i]! - truthMean
      const p = prediction[i]! - predictionMean
      tt += t * t
      pp += p * p
      tp += t * p
    }
    truthSquares += tt
    predictionSquares += pp
    crossed += tp
  }
  return { truthMean, predictionMean, truthSquares, predictionSquares, crossed }
}

/** Largest minus smallest pixel; NaN for no pixels. */
export function rangeOf(pixels: Pixels): number {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i]!
    if (value < low) low = value
    if (value > high) high = value
  }
  return pixels.length === 0 ? NaN : high - low
}

export function meanSquareOf(pixels: Pixels): number {
  let total = 0
  for (let start = 0; start < pixels.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, pixels.length)
    let sum = 0
    for (let i = start; i < end; i++) sum += pixels[i]! * pixels[i]!
    total += sum
  }
  return total / pixels.length
}
