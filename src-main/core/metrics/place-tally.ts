/**
 * Two class maps walked together, once and in pieces: how many pixels each pair of classes shares, and the box
 * that holds each class. Memory does not grow with the image. Classes are given by their place: 0 is what is none.
 */
import { createRowCursor, type RowCursor } from './row-cursor.ts'

/** Per axis z, y, x; `end` exclusive. */
export interface PlaceBox {
  readonly begin: readonly [z: number, y: number, x: number]
  readonly end: readonly [z: number, y: number, x: number]
}

export interface TalliedPlaces {
  /** `counts[t][p]`: pixels of place t in truth and p in prediction. */
  readonly counts: readonly (readonly number[])[]
  /** By place, of truth and prediction together; null of a class on neither side, and of place 0. */
  readonly boxes: readonly (PlaceBox | null)[]
}

export interface PlaceTally {
  /** The next pixels of both, as many of each, in C order; pieces may end anywhere. */
  add(truth: Uint8Array, prediction: Uint8Array): void
  finish(): TalliedPlaces
}

/** For two maps of one shape, of one to three axes, with places from 0 to `largest`. */
export function createPlaceTally(shape: readonly number[], largest: number): PlaceTally {
  const cursor = createRowCursor(shape)
  const places = largest + 1
  const counts = new Float64Array(places * places)
  const boxes = Array.from({ length: places }, () => new GrowingBox())

  /** Runs of equal pairs within a row. */
  function addRow(t: Uint8Array, p: Uint8Array, begin: number, end: number): void {
    const shift = cursor.x - begin
    for (let at = begin, stop = begin; at < end; at = stop) {
      const own = t[at]!
      const other = p[at]!
      stop = at + 1
      while (stop < end && t[stop] === own && p[stop] === other) stop++
      counts[own * places + other]! += stop - at
      if (own !== 0) boxes[own]!.add(cursor, at + shift, stop + shift)
      if (other !== 0 && other !== own) boxes[other]!.add(cursor, at + shift, stop + shift)
    }
  }

  return {
    add(t, p) {
      for (let begin = 0; begin < t.length;) {
        const end = Math.min(t.length, begin + cursor.width - cursor.x)
        addRow(t, p, begin, end)
        cursor.advance(end - begin)
        begin = end
      }
    },
    finish: () => ({
      counts: boxes.map((_, row) => [...counts.subarray(row * places, (row + 1) * places)]),
      boxes: boxes.map((box) => box.finished()),
    }),
  }
}

class GrowingBox {
  private readonly begin: [number, number, number] = [Infinity, Infinity, Infinity]
  private readonly end: [number, number, number] = [0, 0, 0]

  /** Columns `from` to `to` (exclusive) of the cursor's row. */
  add({ z, y }: RowCursor, from: number, to: number): void {
    const { begin, end } = this
    if (z < begin[0]) begin[0] = z
    if (y < begin[1]) begin[1] = y
    if (from < begin[2]) begin[2] = from
    if (z >= end[0]) end[0] = z + 1
    if (y >= end[1]) end[1] = y + 1
    if (to > end[2]) end[2] = to
  }

  finished(): PlaceBox | null {
    return this.end[2] === 0 ? null : { begin: [...this.begin], end: [...this.end] }
  }
}
