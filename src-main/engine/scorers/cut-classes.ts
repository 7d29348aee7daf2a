/** The masks of single classes, cut out of two maps that are read in pieces: as few reads as memory allows. */
import { createPlaceCut, pixelsOfBox, type MaskPair } from '../../core/metrics/place-cut.ts'
import type { PlaceBox } from '../../core/metrics/place-tally.ts'
import type { ClassPieces } from './class-pieces.ts'

/** Of the boxes that are cut in one read, unless a single one is larger. */
const mostPixelsAtOnce = 2 ** 25

/** `boxes` by place; those that are null are left out. */
export async function visitMasks(
  maps: Pick<ClassPieces, 'shape' | 'pieces'>,
  boxes: readonly (PlaceBox | null)[],
  visit: (place: number, masks: MaskPair) => void,
): Promise<void> {
  for (const batch of batchesOf(boxes)) {
    const cuts = batch.map(({ place, box }) => ({
      place,
      cut: createPlaceCut(maps.shape, box, place),
    }))
    for await (const [truth, prediction] of maps.pieces())
      for (const { cut } of cuts) cut.add(truth, prediction)
    for (const { place, cut } of cuts) visit(place, cut.finish())
  }
}

interface Placed {
  readonly place: number
  readonly box: PlaceBox
}

function batchesOf(boxes: readonly (PlaceBox | null)[]): readonly (readonly Placed[])[] {
  const batches: Placed[][] = []
  let pixels = Infinity
  for (const [place, box] of boxes.entries()) {
    if (box === null) continue
    pixels += pixelsOfBox(box)
    if (pixels > mostPixelsAtOnce) {
      batches.push([])
      pixels = pixelsOfBox(box)
    }
    batches.at(-1)!.push({ place, box })
  }
  return batches
}
