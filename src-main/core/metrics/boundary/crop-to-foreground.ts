/** The smallest box that holds the foreground of both of two masks, cut out of each. */
import type { Mask } from '../../images/types.ts'

/** Two masks of one shape, of one to three axes; of two empty masks nothing is left. */
export function croppedToForeground([a, b]: readonly [Mask, Mask]): readonly [Mask, Mask] {
  const box = foregroundBox(a, b)
  const kept = box.end.reduce((product, stop, axis) => product * (stop - box.begin[axis]!), 1)
  // nothing to cut: the masks themselves
  return kept === a.data.length ? [a, b] : [cut(a, box), cut(b, box)]
}

/** Per axis z, y, x; `end` exclusive. */
interface Box {
  readonly begin: readonly [z: number, y: number, x: number]
  readonly end: readonly [z: number, y: number, x: number]
}

function foregroundBox(a: Mask, b: Mask): Box {
  const [depth, height, width] = zyx(a.shape)
  const begin: [number, number, number] = [depth, height, width]
  const end: [number, number, number] = [0, 0, 0]
  const isForeground = (i: number): boolean => a.data[i] !== 0 || b.data[i] !== 0
  for (let z = 0; z < depth; z++)
    for (let y = 0; y < height; y++) {
      const row = (z * height + y) * width
      let first = 0
      while (first < width && !isForeground(row + first)) first++
      if (first === width) continue
      // from the end only as far as the box does not reach yet
      let last = width - 1
      while (last >= end[2] && !isForeground(row + last)) last--
      begin[0] = Math.min(begin[0], z)
      begin[1] = Math.min(begin[1], y)
      begin[2] = Math.min(begin[2], first)
      end[0] = z + 1
      end[1] = Math.max(end[1], y + 1)
      end[2] = Math.max(end[2], last + 1)
    }
  return end[2] === 0 ? { begin: [0, 0, 0], end: [0, 0, 0] } : { begin, end }
}

function cut({ shape, data }: Mask, { begin, end }: Box): Mask {
  const [, height, width] = zyx(shape)
  const [depthKept, heightKept, widthKept] = zyx(end.map((stop, axis) => stop - begin[axis]!))
  const kept = new Uint8Array(depthKept * heightKept * widthKept)
  let to = 0
  for (let z = begin[0]; z < end[0]; z++)
    for (let y = begin[1]; y < end[1]; y++, to += widthKept) {
      const row = (z * height + y) * width
      kept.set(data.subarray(row + begin[2], row + end[2]), to)
    }
  // as many axes as before: a line stays a line
  return { shape: [depthKept, heightKept, widthKept].slice(-shape.length), data: kept }
}

function zyx(shape: readonly number[]): [z: number, y: number, x: number] {
  const [width = 1, height = 1, depth = 1] = shape.toReversed()
  return [depth, height, width]
}
