/**
 * One object as a region of ImageJ (`.roi`): a traced polygon, or a composite of several rings. Layout as in
 * `imports/imagej/roi.ts`.
 */
import { TouchstoneError } from '../errors.ts'
import type { NamedOutline } from './named-outlines.ts'

const headerBytes = 64
const secondBytes = 64
const [traced, rectangle] = [8, 1]
/** Coordinates of polygons are 16 bits each. */
const largestCoordinate = 32_767

/** Throws `file-too-large` for images whose coordinates the format cannot hold. */
export function roiBytes({ name, color, z, rings }: NamedOutline): Uint8Array {
  const all = rings.flat()
  if (all.some((value) => value > largestCoordinate))
    throw new TouchstoneError(
      'file-too-large',
      `${name} lies beyond pixel ${largestCoordinate}, and regions of ImageJ end there; export GeoJSON instead.`,
    )
  const xs = all.filter((_, i) => i % 2 === 0)
  const ys = all.filter((_, i) => i % 2 === 1)
  const [left, top, right, bottom] = [least(xs), least(ys), most(xs), most(ys)]
  const [single] = rings
  const isComposite = rings.length !== 1
  const path = isComposite ? shapeOf(rings) : []
  const count = isComposite ? 0 : single!.length / 2
  const second = headerBytes + (isComposite ? 4 * path.length : 4 * count)
  const bytes = new Uint8Array(second + secondBytes + 2 * name.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x496f7574)
  view.setUint16(4, 228)
  view.setUint8(6, isComposite ? rectangle : traced)
  ;[top, left, bottom, right, count].forEach((value, index) => {
    view.setInt16(8 + 2 * index, value)
  })
  view.setInt32(36, path.length)
  view.setUint32(40, 0xff000000 + color)
  view.setInt32(56, z + 1)
  view.setInt32(60, second)
  path.forEach((value, index) => {
    view.setFloat32(headerBytes + 4 * index, value)
  })
  for (let i = 0; i < count; i++) {
    view.setInt16(headerBytes + 2 * i, single![2 * i]! - left)
    view.setInt16(headerBytes + 2 * (count + i), single![2 * i + 1]! - top)
  }
  view.setInt32(second + 8, z + 1)
  view.setInt32(second + 16, second + secondBytes)
  view.setInt32(second + 20, name.length)
  ;[...name].forEach((_, index) => {
    view.setUint16(second + secondBytes + 2 * index, name.charCodeAt(index))
  })
  return bytes
}

/** Move, lines, close, ring after ring. */
function shapeOf(rings: NamedOutline['rings']): number[] {
  return rings.flatMap((ring) => [
    ...Array.from({ length: ring.length / 2 }, (_, i) => [
      i === 0 ? 0 : 1,
      ring[2 * i]!,
      ring[2 * i + 1]!,
    ]).flat(),
    4,
  ])
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity)
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity)
}
