/**
 * Cell Tracking Challenge measures (Matula et al., PLoS ONE 10:e0144959, 2015). A true object is found by
 * the prediction that covers more than half of it; at most one can.
 */
import type { Score } from '../../contract/words.ts'
import { unionPixels, type OverlapTable } from './overlap-table.ts'
import { ratio } from './score.ts'

/** Jaccard index of each true object with the prediction that covers it, 0 where none does. */
export function segPerObject(table: OverlapTable): readonly number[] {
  const jaccard = new Array<number>(table.truth.labels.length).fill(0)
  for (const overlap of coveringOverlaps(table))
    jaccard[overlap.truth] = overlap.pixels / unionPixels(table, overlap)
  return jaccard
}

/** SEG: mean over true objects, of one or of many images; false positives do not count. */
export function seg(tables: readonly OverlapTable[]): Score {
  const perObject = tables.flatMap((table) => segPerObject(table))
  const total = perObject.reduce((sum, jaccard) => sum + jaccard, 0)
  return ratio(total, perObject.length, 'truth-empty')
}

export interface Detection {
  /** Splits needed: true objects beyond the first that one prediction covers. */
  readonly splits: number
  readonly missed: number
  readonly extra: number
  /** DET = 1 - min(D, D0) / D0, D = 5 splits + 10 missed + 1 extra, D0 = 10 per true object. */
  readonly det: Score
}

export function detection(table: OverlapTable): Detection {
  const covered = new Map<number, number>() // prediction -> true objects it covers
  for (const { prediction } of coveringOverlaps(table))
    covered.set(prediction, (covered.get(prediction) ?? 0) + 1)
  const found = [...covered.values()].reduce((sum, count) => sum + count, 0)
  const splits = found - covered.size
  const missed = table.truth.labels.length - found
  const extra = table.prediction.labels.length - covered.size
  const worst = 10 * table.truth.labels.length
  const cost = Math.min(5 * splits + 10 * missed + extra, worst)
  return { splits, missed, extra, det: ratio(worst - cost, worst, 'truth-empty') }
}

function coveringOverlaps(table: OverlapTable) {
  return table.overlaps.filter(({ truth, pixels }) => 2 * pixels > table.truth.areas[truth]!)
}
