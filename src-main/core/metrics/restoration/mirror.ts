/** An image with mirrored borders: the edge pixel repeated, d c b a | a b c d | d c b a, or once, d c b | a b c d | c b a. */
import type { RealImage } from '../../images/types.ts'

/** `radius` pixels more on every side; any radius, the mirrors mirror each other. */
export function mirror(
  { shape, data }: RealImage,
  radius: number,
  edge: 'repeated' | 'once' = 'repeated',
): RealImage {
  const padded = shape.map((length) => length + 2 * radius)
  const sources = shape.map((length, axis) =>
    Array.from({ length: padded[axis]! }, (_, i) => mirrored(i - radius, length, edge)),
  )
  const target = new Float64Array(padded.reduce((total, length) => total * length, 1))
  const innermost = sources.at(-1)!
  const rows = target.length / innermost.length
  for (let row = 0; row < rows; row++) {
    // Row number in the padded image -> offset of its source row.
    let offset = 0
    let stride = shape.at(-1)!
    let rest = row
    for (let axis = shape.length - 2; axis >= 0; axis--) {
      offset += sources[axis]![rest % padded[axis]!]! * stride
      rest = Math.floor(rest / padded[axis]!)
      stride *= shape[axis]!
    }
    for (let i = 0; i < innermost.length; i++) {
      target[row * innermost.length + i] = data[offset + innermost[i]!]!
    }
  }
  return { shape: padded, data: target }
}

function mirrored(index: number, length: number, edge: 'repeated' | 'once'): number {
  const shared = edge === 'once' ? 1 : 0
  const period = Math.max(1, 2 * (length - shared))
  const place = ((index % period) + period) % period
  return place < length ? place : period - 1 + shared - place
}
