/**
 * SSIM sums over a band of a plane's rows: what a row of windows needs is a few rows of local sums, which
 * stay in the cache. Bands do not depend on each other, so that threads can share a plane, and their sums
 * added in order are the same however many threads there are.
 */
import {
  factorsOf,
  type BandOptions,
  type BandSums,
  type SsimParameters,
  type SsimPlane,
} from './ssim-factors.ts'
import { gaussianBand } from './ssim-gaussian-band.ts'
import { uniformBand } from './ssim-uniform-band.ts'

/** Rows of places in a band: many beside the rows at its edges that two bands read. */
export const bandRows = 128

export function ssimBand(
  plane: SsimPlane,
  parameters: SsimParameters,
  [from, to]: readonly [from: number, to: number],
  options: BandOptions,
): BandSums {
  const { window } = parameters
  const factors = factorsOf(parameters, 2, options.shift)
  const band = { ...plane, ...options, ...factors, from, to, window }
  return window.weights === null ? uniformBand(band) : gaussianBand(band)
}

/** All bands of one plane. */
export interface BandOrder {
  readonly plane: SsimPlane
  readonly parameters: SsimParameters
  readonly options: BandOptions
  /** Rows of places: the plane's rows less the window's, plus one. */
  readonly rows: number
}

/**
 * Computes the bands of a plane on several threads. Gives their sums in the order of the rows; null where one
 * thread is as good.
 */
export type ShareBands = (order: BandOrder) => readonly BandSums[] | null

export function bandCount(rows: number): number {
  return Math.ceil(rows / bandRows)
}

/** The band at `index`, counted from the first row. */
export function bandAt({ plane, parameters, options, rows }: BandOrder, index: number): BandSums {
  const from = index * bandRows
  return ssimBand(plane, parameters, [from, Math.min(from + bandRows, rows)], options)
}
