/**
 * Border of a mask: the mask minus its erosion by the cross (4 neighbours in a plane, 6 in a volume).
 * Outside the image counts as background, so an object that the image cuts has a border there.
 */
import type { Mask } from '../../images/types.ts'

/** A mask of one to three axes. */
export function borderPixels({ shape, data }: Mask): Mask {
  const border = new Uint8Array(data.length)
  const [width = 1, height = 1, depth = 1] = shape.toReversed()
  const isFlat = { rows: shape.length > 1, planes: shape.length > 2 }
  const plane = width * height
  for (let z = 0, first = 0; z < depth; z++)
    for (let y = 0; y < height; y++, first += width) {
      const isOuter =
        (isFlat.rows && (y === 0 || y === height - 1)) ||
        (isFlat.planes && (z === 0 || z === depth - 1))
      if (isOuter) takeRow(data, border, first, width)
      else {
        markRow(data, border, first, width, isFlat.rows ? width : 0)
        if (isFlat.planes) addAcross(data, border, first, width, plane)
      }
    }
  return { shape, data: border }
}

/** All foreground of an outermost row has background beside it. */
function takeRow(data: Uint8Array, border: Uint8Array, first: number, width: number): void {
  for (let i = first; i < first + width; i++) border[i] = data[i] === 0 ? 0 : 1
}

/** Foreground with background before or after it in its row, or at `above` in the rows beside it. */
function markRow(
  data: Uint8Array,
  border: Uint8Array,
  first: number,
  width: number,
  above: number,
): void {
  let before = 0
  let own = data[first]!
  for (let i = first; i < first + width; i++) {
    const after = i + 1 < first + width ? data[i + 1]! : 0
    if (own !== 0)
      if (before === 0 || after === 0 || data[i - above] === 0 || data[i + above] === 0)
        border[i] = 1
    before = own
    own = after
  }
}

function addAcross(
  data: Uint8Array,
  border: Uint8Array,
  first: number,
  width: number,
  plane: number,
): void {
  for (let i = first; i < first + width; i++)
    if (data[i] !== 0 && (data[i - plane] === 0 || data[i + plane] === 0)) border[i] = 1
}
