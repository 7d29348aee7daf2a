/**
 * How often the 95 % interval of a mean held the true mean in simulations of scores: what stands beside an
 * interval of few samples. Made by `npm run bench -- statistics`, which prints this table anew.
 */
import { bounds, type IntervalMethod, type ScoreRange } from './interval-method.ts'

/** Lowest and highest share over the distributions tried, for the largest n tried that is not above the n at hand. */
export interface SimulatedCoverage {
  readonly n: number
  readonly lowest: number
  readonly highest: number
}

type Row = readonly [n: number, lowest: number, highest: number]
export type Simulated = 't' | 'logit-t'

/** Scores between bounds (Beta distributions, counts of few objects, images in samples). */
export const betweenBounds: Readonly<Record<Simulated, readonly Row[]>> = {
  t: [
    [3, 0.74, 0.941],
    [5, 0.868, 0.945],
    [10, 0.887, 0.951],
    [20, 0.919, 0.948],
    [34, 0.932, 0.953],
    [50, 0.938, 0.954],
    [100, 0.943, 0.953],
  ],
  'logit-t': [
    [3, 0.733, 0.957],
    [5, 0.89, 0.956],
    [10, 0.936, 0.967],
    [20, 0.936, 0.96],
    [34, 0.944, 0.957],
    [50, 0.944, 0.957],
    [100, 0.945, 0.954],
  ],
}

/** Scores with an open end (normal, gamma and log-normal distributions). */
export const openEnded: readonly Row[] = [
  [3, 0.921, 0.952],
  [5, 0.914, 0.95],
  [10, 0.919, 0.948],
  [20, 0.928, 0.951],
  [34, 0.936, 0.948],
  [50, 0.94, 0.953],
  [100, 0.942, 0.949],
]

/** Null for methods, levels and numbers of units that were not tried. */
export function simulatedCoverage(
  method: IntervalMethod,
  { n, level, range }: { readonly n: number; readonly level: number; readonly range: ScoreRange },
): SimulatedCoverage | null {
  if (Math.abs(level - 0.95) > 1e-9 || (method !== 't' && method !== 'logit-t')) return null
  if (method === 'logit-t' && bounds(range) === null) return null
  const rows = bounds(range) === null ? openEnded : betweenBounds[method]
  const row = rows.findLast(([tried]) => tried <= n)
  return row === undefined ? null : { n: row[0], lowest: row[1], highest: row[2] }
}
