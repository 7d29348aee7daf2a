/**
 * Splits and merges. A prediction is a fragment of a true object when more than half of it lies there
 * and it covers at least a tenth of that object; a true object is a part of a prediction likewise.
 * Two fragments make a split, two parts a merge. The tenth keeps specks from counting as splits.
 */
import type { OverlapTable } from './overlap-table.ts'

export interface Fragmentation {
  /** Split true objects -> their fragments, both as places in the table's lists. */
  readonly splits: ReadonlyMap<number, readonly number[]>
  /** Merging predictions -> the true objects they join. */
  readonly merges: ReadonlyMap<number, readonly number[]>
}

export function fragmentation(table: OverlapTable): Fragmentation {
  const fragments = new Map<number, number[]>()
  const parts = new Map<number, number[]>()
  for (const { truth, prediction, pixels } of table.overlaps) {
    const truthArea = table.truth.areas[truth]!
    const predictionArea = table.prediction.areas[prediction]!
    if (2 * pixels > predictionArea && 10 * pixels >= truthArea) add(fragments, truth, prediction)
    if (2 * pixels > truthArea && 10 * pixels >= predictionArea) add(parts, prediction, truth)
  }
  return { splits: severalOnly(fragments), merges: severalOnly(parts) }
}

function add(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

function severalOnly(lists: ReadonlyMap<number, number[]>): Map<number, readonly number[]> {
  return new Map([...lists].filter(([, list]) => list.length > 1))
}
