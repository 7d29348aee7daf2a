/** How well two objects agree, from the pixels they share. */
import { unionPixels, type Overlap, type OverlapTable } from './overlap-table.ts'

/** Intersection over union, over the truth's area, or over the prediction's area. */
export type Criterion = 'iou' | 'iot' | 'iop'

/** In (0, 1] for a touching pair. */
export function agreement(table: OverlapTable, overlap: Overlap, criterion: Criterion): number {
  switch (criterion) {
    case 'iou':
      return overlap.pixels / unionPixels(table, overlap)
    case 'iot':
      return overlap.pixels / table.truth.areas[overlap.truth]!
    case 'iop':
      return overlap.pixels / table.prediction.areas[overlap.prediction]!
  }
}
