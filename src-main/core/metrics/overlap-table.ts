/**
 * Overlap of two label images: how many pixels each pair of touching objects shares.
 * Every instance metric (IoU, matching, panoptic quality) is computed from this table.
 */
import type { LabelImage } from '../images/types.ts'
import type { Overlap, OverlapTable } from './overlap-types.ts'
import { createPairTally } from './pair-tally.ts'
import { requireSameShape } from './require-same-shape.ts'

export type { Objects, Overlap, OverlapTable } from './overlap-types.ts'

/** One pass over runs of equal pixels; memory grows with touching pairs, never objects x objects. */
export function overlapTable(truth: LabelImage, prediction: LabelImage): OverlapTable {
  requireSameShape(truth, prediction)
  const tally = createPairTally(truth.shape)
  tally.add(truth.data, prediction.data)
  return tally.finish().table
}

/** Pixels of the union of both objects of a touching pair. */
export function unionPixels(table: OverlapTable, { truth, prediction, pixels }: Overlap): number {
  return table.truth.areas[truth]! + table.prediction.areas[prediction]! - pixels
}
