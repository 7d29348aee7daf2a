/**
 * Overlap of two label images: how many pixels each pair of touching objects shares.
 * Every instance metric (IoU, matching, panoptic quality) is computed from this table.
 */
import type { LabelImage } from '../images/types.ts'
import { labelIndex } from './label-index.ts'
import { requireSameShape } from './require-same-shape.ts'

/** Objects of one side, labels ascending; background (0) is none of them. */
export interface Objects {
  readonly labels: readonly number[]
  /** Pixels of each, in the order of `labels`. */
  readonly areas: readonly number[]
}

/** Pixels shared by one object of the truth and one of the prediction: places in their lists. */
export interface Overlap {
  readonly truth: number
  readonly prediction: number
  readonly pixels: number
}

export interface OverlapTable {
  readonly truth: Objects
  readonly prediction: Objects
  /** Touching pairs only, by truth and then prediction. */
  readonly overlaps: readonly Overlap[]
}

/** One pass over runs of equal pixels; memory grows with touching pairs, never objects x objects. */
export function overlapTable(truth: LabelImage, prediction: LabelImage): OverlapTable {
  requireSameShape(truth, prediction)
  const truthIndex = labelIndex(truth.data)
  const predictionIndex = labelIndex(prediction.data)
  const truthAreas = new Array<number>(truthIndex.labels.length).fill(0)
  const predictionAreas = new Array<number>(predictionIndex.labels.length).fill(0)
  const columns = predictionIndex.labels.length
  const shared = new Map<number, number>()
  const t = truth.data
  const p = prediction.data
  for (let start = 0, end = 0; start < t.length; start = end) {
    const truthLabel = t[start]!
    const predictionLabel = p[start]!
    for (end = start + 1; end < t.length; end++)
      if (t[end]! !== truthLabel || p[end]! !== predictionLabel) break
    if (truthLabel === 0 && predictionLabel === 0) continue
    const pixels = end - start
    const row = truthIndex.of(truthLabel)
    const column = predictionIndex.of(predictionLabel)
    if (row >= 0) truthAreas[row]! += pixels
    if (column >= 0) predictionAreas[column]! += pixels
    if (row >= 0 && column >= 0) {
      const key = row * columns + column
      shared.set(key, (shared.get(key) ?? 0) + pixels)
    }
  }
  return {
    truth: { labels: truthIndex.labels, areas: truthAreas },
    prediction: { labels: predictionIndex.labels, areas: predictionAreas },
    overlaps: [...shared]
      .sort(([a], [b]) => a - b)
      .map(([key, pixels]) => ({
        truth: Math.floor(key / columns),
        prediction: key % columns,
        pixels,
      })),
  }
}

/** Pixels of the union of both objects of a touching pair. */
export function unionPixels(table: OverlapTable, { truth, prediction, pixels }: Overlap): number {
  return table.truth.areas[truth]! + table.prediction.areas[prediction]! - pixels
}
