/**
 * Two label images walked together, once and in pieces: the overlap table and the geometry of every object.
 * Memory grows with objects and touching pairs, not with the image, nor with objects x objects.
 */
import { ObjectTally, type ObjectGeometry } from './object-tally.ts'
import type { OverlapTable } from './overlap-types.ts'
import { PairCounts } from './pair-counts.ts'
import { createRowCursor } from './row-cursor.ts'

export interface TalliedPair {
  readonly table: OverlapTable
  /** By label, as the table's objects. */
  readonly truth: readonly ObjectGeometry[]
  readonly prediction: readonly ObjectGeometry[]
}

export interface PairTally {
  /** The next pixels of both, as many of each, in C order; pieces may end anywhere. */
  add(truth: Uint32Array, prediction: Uint32Array): void
  finish(): TalliedPair
}

/** For two images of one shape. An object within `borderWidthPx` of the edge touches the border. */
export function createPairTally(shape: readonly number[], borderWidthPx = 1): PairTally {
  const cursor = createRowCursor(shape, borderWidthPx)
  const truth = new ObjectTally()
  const prediction = new ObjectTally()
  const shared = new PairCounts()

  /** Runs of equal pairs within a row; `x` is the column of pixel `begin`. */
  function addRow(t: Uint32Array, p: Uint32Array, begin: number, end: number): void {
    const { x, y, z, isOuterRow, width } = cursor
    const shift = x - begin
    for (let at = begin, stop = begin; at < end; at = stop) {
      const truthLabel = t[at]!
      const predictionLabel = p[at]!
      stop = at + 1
      while (stop < end && t[stop] === truthLabel && p[stop] === predictionLabel) stop++
      if (truthLabel === 0 && predictionLabel === 0) continue
      const from = at + shift
      const to = stop + shift
      const isOuter = isOuterRow || from < borderWidthPx || to > width - borderWidthPx
      const row = truth.places.of(truthLabel)
      const column = prediction.places.of(predictionLabel)
      if (row >= 0) truth.add(row, from, to, y, z, isOuter)
      if (column >= 0) prediction.add(column, from, to, y, z, isOuter)
      if (row >= 0 && column >= 0) shared.add(row, column, to - from)
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
      table: tableOf(truth, prediction, shared),
      truth: truth.geometry(),
      prediction: prediction.geometry(),
    }),
  }
}

function tableOf(truth: ObjectTally, prediction: ObjectTally, shared: PairCounts): OverlapTable {
  const [rows, columns] = [truth.places.sorted(), prediction.places.sorted()]
  const side = (tally: ObjectTally, places: Int32Array) => ({
    labels: Array.from(places, (place) => tally.places.labels[place]!),
    areas: Array.from(places, (place) => tally.areaAt(place)),
  })
  return {
    truth: side(truth, rows.places),
    prediction: side(prediction, columns.places),
    overlaps: shared
      .entries()
      .map(({ first, second, pixels }) => ({
        truth: rows.ranks[first]!,
        prediction: columns.ranks[second]!,
        pixels,
      }))
      .sort((a, b) => a.truth - b.truth || a.prediction - b.prediction),
  }
}
