/**
 * Distance to the nearest pixel of a set, of a few pixels only: border pixels mostly have one near. Each row
 * is searched outwards from its pixels as far as one can still be nearer; a row where that takes long is
 * done as a whole, so that the work stays linear in the pixels.
 */
import type { Mask } from '../../images/types.ts'
import { createEnvelope } from './parabola-envelope.ts'
import { visitSquaredRows } from './squared-rows.ts'

/** Steps of search per pixel of a row before the row is done as a whole: about what that costs. */
const patience = 4

/** Distances of the foreground of `places` to `set`, ascending; Infinity when the set is empty. */
export function distancesAt(
  places: Mask,
  set: Mask,
  spacing?: readonly number[],
): Float64Array<ArrayBuffer> {
  const wanted = places.data
  const distances = new Float64Array(countOf(wanted))
  const width = places.shape.at(-1) ?? 0
  const pixelSize = spacing?.[set.shape.length - 1] ?? 1
  const envelope = createEnvelope(width, pixelSize)
  const whole = new Float64Array(width)
  let count = 0
  visitSquaredRows(set, spacing, (first, squares) => {
    let steps = patience * width
    for (let x = 0; x < width; x++) {
      if (wanted[first + x] === 0) continue
      let nearest = squares[x]!
      for (let k = 1; steps > 0 && k < width; k++, steps--) {
        const away = k * pixelSize
        const square = away * away
        if (square >= nearest) break
        if (x >= k && square + squares[x - k]! < nearest) nearest = square + squares[x - k]!
        if (x + k < width && square + squares[x + k]! < nearest) nearest = square + squares[x + k]!
      }
      distances[count++] = nearest
      if (steps > 0) continue
      // what was found so far may not be the nearest
      count--
      envelope.writeSquares(squares, whole, 0)
      for (; x < width; x++)
        if (wanted[first + x] !== 0) distances[count++] = squares[x] === 0 ? 0 : whole[x]!
    }
  })
  for (let i = 0; i < count; i++) distances[i] = Math.sqrt(distances[i]!)
  return distances.sort()
}

function countOf(data: Uint8Array): number {
  let count = 0
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) count++
  return count
}
