/** How alike the colour samples of an image are: one picture in three colours, one in gray, or three pictures. */
import type { PixelBlock } from '../types.ts'

export interface SampleComparison {
  /** All three samples of every pixel are equal. */
  readonly areEqual: boolean
  /** Largest absolute correlation between two samples; NaN where one is constant. */
  readonly largestCorrelation: number
  /** Smallest overlap of the samples' histograms, 0 to 1. */
  readonly smallestOverlap: number
}

const bins = 32

/** Of blocks with axes `yxs`, the first three samples; alpha is not looked at. */
export function compareSamples(blocks: readonly PixelBlock[]): SampleComparison {
  const values = threeSamples(blocks)
  const [red, green, blue] = values
  const pairs = [
    [red, green],
    [red, blue],
    [green, blue],
  ] as const
  const limits = limitsOf(values)
  const histograms = values.map((list) => histogramOf(list, limits))
  const overlaps = [
    [0, 1],
    [0, 2],
    [1, 2],
  ].map(([a, b]) => overlapOf(histograms[a!]!, histograms[b!]!))
  return {
    areEqual: pairs.every(([a, b]) => a.every((value, i) => value === b[i])),
    largestCorrelation: pairs
      .map(([a, b]) => Math.abs(correlation(a, b)))
      .reduce((largest, each) => (each > largest || Number.isNaN(each) ? each : largest), 0),
    smallestOverlap: Math.min(...overlaps),
  }
}

function threeSamples(blocks: readonly PixelBlock[]): [Float64Array, Float64Array, Float64Array] {
  const pixels = blocks.reduce((sum, { data, shape }) => sum + data.length / shape[2]!, 0)
  const values: [Float64Array, Float64Array, Float64Array] = [
    new Float64Array(pixels),
    new Float64Array(pixels),
    new Float64Array(pixels),
  ]
  let to = 0
  for (const { data, shape } of blocks) {
    const samples = shape[2]!
    for (let from = 0; from < data.length; from += samples, to++) {
      for (let s = 0; s < 3; s++) values[s]![to] = Number(data[from + s])
    }
  }
  return values
}

/** Pearson's r. */
function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (list: Float64Array): number => list.reduce((sum, v) => sum + v, 0) / list.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [da, db] = [a[i]! - meanA, b[i]! - meanB]
    ab += da * db
    aa += da * da
    bb += db * db
  }
  return ab / Math.sqrt(aa * bb)
}

function limitsOf(values: readonly Float64Array[]): { min: number; max: number } {
  let [min, max] = [Infinity, -Infinity]
  for (const list of values) {
    for (const value of list) {
      if (value < min) min = value
      if (value > max) max = value
    }
  }
  return { min, max }
}

/** Shares that sum to 1. */
function histogramOf(list: Float64Array, { min, max }: { min: number; max: number }): number[] {
  const counts = Array.from({ length: bins }, () => 0)
  const scale = max > min ? bins / (max - min) : 0
  for (const value of list) counts[Math.min(bins - 1, Math.floor((value - min) * scale))]!++
  return counts.map((count) => count / list.length)
}

function overlapOf(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, share, i) => sum + Math.min(share, b[i]!), 0)
}
