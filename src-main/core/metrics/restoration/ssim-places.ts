/** SSIM at the places of one row from the local means there, and what those add up to. */
import type { BandSums, SsimFactors } from './ssim-factors.ts'

export interface PlaceOptions extends SsimFactors {
  /** Of the row's first place, in C order, and how many there are. */
  readonly first: number
  readonly places: number
  readonly wantsContrast: boolean
  readonly visit?: ((place: number, ssim: number) => void) | undefined
}

export const noSums: BandSums = { ssim: 0, contrast: 0 }

export function addSums(a: BandSums, b: BandSums): BandSums {
  return { ssim: a.ssim + b.ssim, contrast: a.contrast + b.contrast }
}

/**
 * `means` holds, from `at` on and `length` apart, the means of truth, prediction, the sum of their squares
 * and their product. Written so that equal images give exactly 1 at every place.
 */
export function sumPlaces(
  means: Float64Array,
  at: number,
  length: number,
  { first, places, wantsContrast, visit, c1, c2, unbiased, shift }: PlaceOptions,
): BandSums {
  const [prediction, squares, crossed] = [at + length, at + 2 * length, at + 3 * length]
  let ssim = 0
  if (!wantsContrast && visit === undefined) {
    for (let i = 0; i < places; i++) {
      const a = means[at + i]!
      const b = means[prediction + i]!
      const both = unbiased * (means[squares + i]! - (a * a + b * b)) + c2
      const covariance = 2 * (unbiased * (means[crossed + i]! - a * b)) + c2
      const t = a + shift
      const p = b + shift
      ssim += ((2 * t * p + c1) * covariance) / ((t * t + p * p + c1) * both)
    }
    return { ssim, contrast: 0 }
  }
  let contrast = 0
  for (let i = 0; i < places; i++) {
    const a = means[at + i]!
    const b = means[prediction + i]!
    const both = unbiased * (means[squares + i]! - (a * a + b * b)) + c2
    const covariance = 2 * (unbiased * (means[crossed + i]! - a * b)) + c2
    const t = a + shift
    const p = b + shift
    const value = ((2 * t * p + c1) * covariance) / ((t * t + p * p + c1) * both)
    ssim += value
    contrast += covariance / both
    visit?.(first + i, value)
  }
  return { ssim, contrast }
}
