/**
 * Exact Euclidean distance of every pixel to the nearest pixel of a set, linear in the pixels (see
 * squared-rows.ts and parabola-envelope.ts).
 */
import type { Mask } from '../../images/types.ts'
import { createEnvelope } from './parabola-envelope.ts'
import { visitSquaredRows } from './squared-rows.ts'

/**
 * Distance between pixel centres, Infinity everywhere when the set is empty. `spacing` is the size of
 * a pixel along each axis in array order, 1 by default.
 */
export function distanceField(set: Mask, spacing?: readonly number[]): Float64Array<ArrayBuffer> {
  const values = new Float64Array(set.data.length)
  const envelope = envelopeOf(set, spacing)
  visitSquaredRows(set, spacing, (first, squares) => {
    envelope.writeRoots(squares, values, first)
  })
  return values
}

/**
 * The same row by row, so that no field is held: `visit` gets the place of a row's first pixel and its distances,
 * in an array that is used again for the next row. The last row comes first.
 */
export function visitDistanceRows(
  set: Mask,
  spacing: readonly number[] | undefined,
  visit: (first: number, distances: Float64Array) => void,
): void {
  const envelope = envelopeOf(set, spacing)
  const row = new Float64Array(set.shape.at(-1) ?? 0)
  visitSquaredRows(set, spacing, (first, squares) => {
    row.fill(0) // members of the set are not written
    envelope.writeRoots(squares, row, 0)
    visit(first, row)
  })
}

function envelopeOf({ shape }: Mask, spacing?: readonly number[]) {
  return createEnvelope(shape.at(-1) ?? 0, spacing?.[shape.length - 1] ?? 1)
}
