/** What SSIM is computed from: parameters, the constants that follow from them, a band of a plane. */
import type { Pixels } from './image-pair.ts'
import type { SsimWindow } from './ssim-window.ts'

export interface SsimParameters {
  /** Data range L, above 0. */
  readonly dataRange: number
  readonly window: SsimWindow
  /** Local variances times N / (N - 1), N pixels in the window. */
  readonly sampleCovariance: boolean
  readonly k1?: number
  readonly k2?: number
}

export interface SsimFactors {
  readonly c1: number
  readonly c2: number
  /** N / (N - 1) or 1. */
  readonly unbiased: number
  /** Taken from every pixel beforehand: around the mean, squares do not swamp the variances. */
  readonly shift: number
}

export interface SsimPlane {
  readonly width: number
  readonly truth: Pixels
  readonly prediction: Pixels
}

/** Sums over places. */
export interface BandSums {
  readonly ssim: number
  /** Of the contrast-and-structure factor alone; 0 where it is not asked for. */
  readonly contrast: number
}

export interface BandOptions {
  readonly shift: number
  readonly wantsContrast: boolean
  /** Place in C order of all places of the plane. */
  readonly visit?: ((place: number, ssim: number) => void) | undefined
}

/** Places whose window starts in rows `from` to `to` (exclusive). */
export interface SsimBand extends SsimPlane, SsimFactors, BandOptions {
  readonly from: number
  readonly to: number
  readonly window: SsimWindow
}

export function factorsOf(
  parameters: SsimParameters,
  dimensions: number,
  shift: number,
): SsimFactors {
  const { dataRange, window, sampleCovariance, k1 = 0.01, k2 = 0.03 } = parameters
  const places = window.size ** dimensions
  return {
    c1: (k1 * dataRange) ** 2,
    c2: (k2 * dataRange) ** 2,
    unbiased: sampleCovariance ? places / (places - 1) : 1,
    shift,
  }
}
