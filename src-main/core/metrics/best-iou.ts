/** How well the most similar prediction covers each true object, whatever else it covers. */
import { agreement } from './criterion.ts'
import type { OverlapTable } from './overlap-table.ts'

/** In the order of the truth's labels; 0 where nothing touches. */
export function bestIouPerTruth(table: OverlapTable): readonly number[] {
  const best = new Array<number>(table.truth.labels.length).fill(0)
  for (const overlap of table.overlaps)
    best[overlap.truth] = Math.max(best[overlap.truth]!, agreement(table, overlap, 'iou'))
  return best
}
