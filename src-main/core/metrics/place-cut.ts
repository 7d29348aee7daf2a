/** One class of two class maps that come in pieces, as masks of the box that holds it. */
import type { Mask } from '../images/types.ts'
import type { PlaceBox } from './place-tally.ts'
import { createRowCursor } from './row-cursor.ts'

export interface MaskPair {
  readonly truth: Mask
  readonly prediction: Mask
}

export interface PlaceCut {
  /** The next pixels of both, as many of each, in C order; pieces may end anywhere. */
  add(truth: Uint8Array, prediction: Uint8Array): void
  /** Of as many axes as the image; foreground is 1. */
  finish(): MaskPair
}

export function pixelsOfBox({ begin, end }: PlaceBox): number {
  return end.reduce((product, stop, axis) => product * (stop - begin[axis]!), 1)
}

/** `shape` of the image; `place` of the class in the maps. */
export function createPlaceCut(shape: readonly number[], box: PlaceBox, place: number): PlaceCut {
  const { begin, end } = box
  const cursor = createRowCursor(shape)
  const [height, width] = [end[1] - begin[1], end[2] - begin[2]]
  const [truth, prediction] = [new Uint8Array(pixelsOfBox(box)), new Uint8Array(pixelsOfBox(box))]

  /** The part of pixels `from` to `to` that lies in the box; the cursor stands on `from`. */
  function addRow(t: Uint8Array, p: Uint8Array, from: number, to: number): void {
    const { z, y } = cursor
    if (z < begin[0] || z >= end[0] || y < begin[1] || y >= end[1]) return
    const first = ((z - begin[0]) * height + y - begin[1]) * width - begin[2]
    const stop = Math.min(cursor.x + to - from, end[2])
    for (let x = Math.max(cursor.x, begin[2]); x < stop; x++) {
      const at = from + x - cursor.x
      truth[first + x] = t[at] === place ? 1 : 0
      prediction[first + x] = p[at] === place ? 1 : 0
    }
  }

  return {
    add(t, p) {
      for (let from = 0; from < t.length;) {
        const to = Math.min(t.length, from + cursor.width - cursor.x)
        addRow(t, p, from, to)
        cursor.advance(to - from)
        from = to
      }
    },
    finish() {
      const cut = end.map((stop, axis) => stop - begin[axis]!).slice(-shape.length)
      return { truth: { shape: cut, data: truth }, prediction: { shape: cut, data: prediction } }
    },
  }
}
