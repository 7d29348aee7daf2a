/**
 * Which objects of truth and prediction belong together. One to one; first as many pairs as possible
 * that reach the threshold, then the largest sum of agreement, as StarDist's `matching` (650d3a1)
 * and Cellpose's `average_precision` (849ca11) do it.
 */
import { assignPairs } from './assignment.ts'
import { agreement, type Criterion } from './criterion.ts'
import type { OverlapTable } from './overlap-table.ts'

/** Whether a pair exactly at the threshold matches (`>=`) or not (`>`). */
export type Comparison = '>=' | '>'

export interface MatchingOptions {
  readonly threshold: number
  readonly criterion?: Criterion
  readonly comparison?: Comparison
}

/** Places in the table's lists of objects, and their agreement by the criterion. */
export interface MatchedPair {
  readonly truth: number
  readonly prediction: number
  readonly score: number
  readonly pixels: number
}

export interface Matching {
  readonly threshold: number
  /** Pairs that reach the threshold, by truth. */
  readonly pairs: readonly MatchedPair[]
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly truthCount: number
  readonly predictionCount: number
  /** Sum of agreement over `pairs`. */
  readonly scoreSum: number
}

/** 0.5, 0.55 ... 0.95 as quotients of integers: repeated addition would turn ties into misses. */
export const matchingThresholds: readonly number[] = Array.from(
  { length: 10 },
  (_, step) => (10 + step) / 20,
)

export function matchObjects(table: OverlapTable, options: MatchingOptions): Matching {
  const { threshold, criterion = 'iou', comparison = '>=' } = options
  const reaches = (score: number): boolean =>
    comparison === '>=' ? score >= threshold : score > threshold
  const scored = scoredPairs(table, criterion)
  const unique =
    criterion === 'iou' && (threshold > 0.5 || (threshold === 0.5 && comparison === '>'))
  // above one half of the union no object can have two partners: nothing to assign
  const assigned = unique ? scored : assignedPairs(table, scored, reaches)
  return matchingOf(
    table,
    threshold,
    assigned.filter(({ score }) => reaches(score)),
  )
}

/** The whole assignment at a threshold, pairs below it included (Cellpose's Jaccard index needs them). */
export function assignObjects(table: OverlapTable, threshold: number): readonly MatchedPair[] {
  return assignedPairs(table, scoredPairs(table, 'iou'), (score) => score >= threshold)
}

/** Pairs of the one-to-one assignment with the largest sum of IoU. */
export function assignByIouSum(table: OverlapTable): readonly MatchedPair[] {
  return assignedPairs(table, scoredPairs(table, 'iou'), () => false)
}

export function scoredPairs(table: OverlapTable, criterion: Criterion): readonly MatchedPair[] {
  return table.overlaps.map((overlap) => ({
    truth: overlap.truth,
    prediction: overlap.prediction,
    pixels: overlap.pixels,
    score: agreement(table, overlap, criterion),
  }))
}

/**
 * Weight 1 for reaching the threshold plus score / (2 min(n_true, n_pred)): the sum of the latter stays below 1.
 * Of assignments as good the one that shares most pixels, so that the numbers of objects decide nothing.
 */
function assignedPairs(
  table: OverlapTable,
  scored: readonly MatchedPair[],
  reaches: (score: number) => boolean,
): readonly MatchedPair[] {
  const rows = table.truth.labels.length
  const columns = table.prediction.labels.length
  const scale = 2 * Math.min(rows, columns)
  const mostPixels = scored.reduce((most, { pixels }) => Math.max(most, pixels), 1)
  const chosen = assignPairs(
    scored.map(({ truth, prediction, score, pixels }) => ({
      row: truth,
      column: prediction,
      weight: (reaches(score) ? 1 : 0) + (score + (tieBreak * pixels) / mostPixels) / scale,
    })),
    { rows, columns },
  )
  return chosen.map((place) => scored[place]!)
}

/** Far below any difference of scores that matters, far above rounding. */
const tieBreak = 1e-9

function matchingOf(
  table: OverlapTable,
  threshold: number,
  pairs: readonly MatchedPair[],
): Matching {
  const truthCount = table.truth.labels.length
  const predictionCount = table.prediction.labels.length
  return {
    threshold,
    pairs,
    truePositives: pairs.length,
    falsePositives: predictionCount - pairs.length,
    falseNegatives: truthCount - pairs.length,
    truthCount,
    predictionCount,
    scoreSum: pairs.reduce((sum, { score }) => sum + score, 0),
  }
}
