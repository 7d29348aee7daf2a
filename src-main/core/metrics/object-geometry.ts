/** Where each object of a label image lies, in one pass over runs of equal pixels. */
import type { LabelImage } from '../images/types.ts'
import { ObjectTally, type ObjectGeometry } from './object-tally.ts'
import { createRowCursor } from './row-cursor.ts'

export type { ObjectGeometry } from './object-tally.ts'

/** By label, ascending. */
export function objectGeometry({ shape, data }: LabelImage): readonly ObjectGeometry[] {
  const tally = new ObjectTally()
  const cursor = createRowCursor(shape)
  const { width } = cursor
  for (let first = 0; first < data.length; first += width) {
    const { y, z, isOuterRow } = cursor
    for (let x = 0, end = 0; x < width; x = end) {
      const label = data[first + x]!
      for (end = x + 1; end < width; end++) if (data[first + end]! !== label) break
      if (label === 0) continue
      const isOuter = isOuterRow || x === 0 || end === width
      tally.add(tally.places.of(label), x, end, y, z, isOuter)
    }
    cursor.advance(width)
  }
  return tally.geometry()
}
