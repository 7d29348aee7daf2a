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
  const envelope = createEnvelope(set.shape.at(-1) ?? 0, spacing?.[set.shape.length - 1] ?? 1)
  visitSquaredRows(set, spacing, (first, squares) => {
    envelope.writeRoots(squares, values, first)
  })
  return values
}
