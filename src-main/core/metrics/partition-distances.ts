/**
 * Agreement of two segmentations as partitions of the pixels, without matching objects: adapted Rand error
 * and variation of information, as scikit-image (0.19) computes them. Background is a region of its own.
 */
import type { OverlapTable } from './overlap-table.ts'
import { defined, undefinedScore, type Score } from './score.ts'

const BACKGROUND = -1

/** Pixels shared by a region of the truth and one of the prediction: places of objects, or background. */
interface Cell {
  readonly truth: number
  readonly prediction: number
  readonly pixels: number
}

/**
 * 1 - harmonic mean of pair precision and pair recall, over pairs of pixels that lie in objects of the
 * truth (Arganda-Carreras et al., Front. Neuroanat. 9:142, 2015).
 */
export function adaptedRandError(table: OverlapTable): Score {
  const cells = [...table.overlaps, ...truthInBackground(table)]
  const pairs = (sizes: Iterable<number>): number =>
    [...sizes].reduce((sum, size) => sum + size * (size - 1), 0)
  const together = pairs(cells.map(({ pixels }) => pixels))
  const inTruth = pairs(table.truth.areas)
  const inPrediction = pairs(sizesBy(cells, 'prediction').values())
  if (table.truth.labels.length === 0) return undefinedScore('truth-empty')
  if (inTruth === 0 || inPrediction === 0) return undefinedScore('no-pixel-pairs')
  return defined(1 - (2 * together) / (inTruth + inPrediction))
}

export interface VariationOfInformation {
  /** H(P|T) in bits: grows where the prediction splits regions of the truth. */
  readonly splitting: number
  /** H(T|P) in bits: grows where the prediction merges regions of the truth. */
  readonly merging: number
}

/** Over all pixels of the image, background included; `imagePixels` is their number. */
export function variationOfInformation(
  table: OverlapTable,
  imagePixels: number,
): VariationOfInformation {
  const objects = [...table.overlaps, ...truthInBackground(table), ...predictionInBackground(table)]
  const covered = objects.reduce((sum, { pixels }) => sum + pixels, 0)
  const nothing = { truth: BACKGROUND, prediction: BACKGROUND, pixels: imagePixels - covered }
  const cells = [...objects, nothing].filter(({ pixels }) => pixels > 0)
  const entropyWithin = (side: 'truth' | 'prediction'): number => {
    const sizes = sizesBy(cells, side)
    return cells.reduce(
      (sum, cell) =>
        sum + (cell.pixels / imagePixels) * Math.log2(sizes.get(cell[side])! / cell.pixels),
      0,
    )
  }
  return { splitting: entropyWithin('truth'), merging: entropyWithin('prediction') }
}

/** What each true object shares with the prediction's background. */
function truthInBackground(table: OverlapTable): readonly Cell[] {
  const shared = sizesBy(table.overlaps, 'truth')
  return table.truth.areas.map((area, truth) => ({
    truth,
    prediction: BACKGROUND,
    pixels: area - (shared.get(truth) ?? 0),
  }))
}

function predictionInBackground(table: OverlapTable): readonly Cell[] {
  const shared = sizesBy(table.overlaps, 'prediction')
  return table.prediction.areas.map((area, prediction) => ({
    truth: BACKGROUND,
    prediction,
    pixels: area - (shared.get(prediction) ?? 0),
  }))
}

function sizesBy(cells: readonly Cell[], side: 'truth' | 'prediction'): Map<number, number> {
  const sizes = new Map<number, number>()
  for (const cell of cells) sizes.set(cell[side], (sizes.get(cell[side]) ?? 0) + cell.pixels)
  return sizes
}
