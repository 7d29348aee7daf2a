/**
 * Values along a line of one plane at full resolution. The plane is read in boxes along the line, so that a
 * long diagonal of a large plane costs what lies beside it and never the plane.
 */
import { mostProfileSamples, type LineProfile } from '../../contract/analysis.ts'
import { TouchstoneError } from '../errors.ts'
import { grayPixels } from './gray-pixels.ts'
import type { ImageSource, ReadOptions } from './types.ts'

/** Ends in pixels from the top left corner: the middle of the first pixel is at 0.5. */
export interface Line {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

interface LineOrder extends Line {
  readonly plane: { readonly t: number; readonly c: number; readonly z: number }
  readonly interpolation: LineProfile['interpolation']
}

/** Pixels that are read at once. */
const largestBox = 2 ** 20

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Throws `bad-request` where the line leaves the image or is a point. */
export async function lineProfile(
  source: ImageSource,
  order: LineOrder,
  options?: ReadOptions,
): Promise<LineProfile> {
  const { size } = source.info
  requireInside(source, order)
  const lengthPx = Math.hypot(order.x1 - order.x0, order.y1 - order.y0)
  const count = Math.min(mostProfileSamples, Math.max(2, Math.ceil(lengthPx) + 1))
  const points = Array.from({ length: count }, (_, i) => {
    const share = i / (count - 1)
    return {
      x: order.x0 + share * (order.x1 - order.x0),
      y: order.y0 + share * (order.y1 - order.y0),
    }
  })
  const values: (number | null)[] = []
  let averagedSamples = 1
  for (let begin = 0; begin < count;) {
    let end = begin + 1
    let box = boxOf(points[begin]!, size)
    for (; end < count; end++) {
      const grown = joined(box, boxOf(points[end]!, size))
      if (grown.width * grown.height > largestBox) break
      box = grown
    }
    const read = grayPixels(await source.readRegion({ ...order.plane, ...box }, options))
    averagedSamples = read.averagedSamples
    for (const point of points.slice(begin, end)) {
      const value =
        order.interpolation === 'nearest'
          ? nearest(read.values, box, point)
          : bilinear(read.values, box, point)
      values.push(Number.isFinite(value) ? value : null)
    }
    begin = end
  }
  return {
    ...{ lengthPx, stepPx: lengthPx / (count - 1), interpolation: order.interpolation },
    ...{ averagedSamples, values },
  }
}

interface Point {
  readonly x: number
  readonly y: number
}

function requireInside({ path, info }: ImageSource, { x0, y0, x1, y1 }: Line): void {
  const { width, height } = info.size
  const inside = (value: number, most: number): boolean => value >= 0 && value <= most
  if (![x0, x1].every((x) => inside(x, width)) || ![y0, y1].every((y) => inside(y, height)))
    throw new TouchstoneError(
      'bad-request',
      `A line from ${x0}, ${y0} to ${x1}, ${y1} leaves ${path}, which is ${width} x ${height} pixels; draw it inside.`,
      { path },
    )
  if (x0 === x1 && y0 === y1)
    throw new TouchstoneError(
      'bad-request',
      `A line from ${x0}, ${y0} to itself has no length; give it two ends.`,
    )
}

/** The four pixels whose middles are around a point, as far as they are inside. */
function boxOf({ x, y }: Point, size: { readonly width: number; readonly height: number }): Box {
  const first = (at: number, most: number): number =>
    Math.min(Math.max(Math.floor(at - 0.5), 0), most - 1)
  const [left, top] = [first(x, size.width), first(y, size.height)]
  const right = Math.min(left + 1, size.width - 1)
  const bottom = Math.min(top + 1, size.height - 1)
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

function joined(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  const width = Math.max(a.x + a.width, b.x + b.width) - x
  return { x, y, width, height: Math.max(a.y + a.height, b.y + b.height) - y }
}

/** Edge pixels go on outwards by their half. */
function bilinear(values: Float64Array, box: Box, point: Point): number {
  const x = Math.min(box.width - 1, Math.max(0, point.x - 0.5 - box.x))
  const y = Math.min(box.height - 1, Math.max(0, point.y - 0.5 - box.y))
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, bottom] = [Math.min(left + 1, box.width - 1), Math.min(top + 1, box.height - 1)]
  const row = (at: number): number => {
    const a = values[at * box.width + left]!
    // a weight of nothing takes nothing, not even of a neighbour that is no number
    return x === left ? a : a + (x - left) * (values[at * box.width + right]! - a)
  }
  return y === top ? row(top) : row(top) + (y - top) * (row(bottom) - row(top))
}

function nearest(values: Float64Array, box: Box, { x, y }: Point): number {
  const column = Math.min(box.width - 1, Math.max(0, Math.floor(x) - box.x))
  const row = Math.min(box.height - 1, Math.max(0, Math.floor(y) - box.y))
  return values[row * box.width + column]!
}
