/** A line that a person draws over the images, in pixels of the viewer's extent from its top left corner. Pure. */
import type { PixelSizeUm } from '../../src-main/contract/words.ts'
import type { Point, Size } from './camera.ts'

export interface Line {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** Through the middle, its ends where a hand can take them: something to see before anything is drawn. */
export function middleLine({ width, height }: Size): Line {
  const [x0, y] = [Math.round(width / 10), Math.round(height / 2)]
  return { x0, y0: y, x1: width - x0, y1: y }
}

/** Both ends inside, to hundredths of a pixel; null where it would be a point. */
export function lineInside(line: Line, { width, height }: Size): Line | null {
  const within = (value: number, most: number): number =>
    Math.min(most, Math.max(0, Math.round(value * 100) / 100))
  const [x0, x1] = [within(line.x0, width), within(line.x1, width)]
  const [y0, y1] = [within(line.y0, height), within(line.y1, height)]
  return x0 === x1 && y0 === y1 ? null : { x0, y0, x1, y1 }
}

/** The same line on an image of another size that is drawn over the same extent. */
export function lineOn(line: Line, extent: Size, own: Size): Line {
  const [across, down] = [own.width / extent.width, own.height / extent.height]
  const place = (value: number, factor: number, most: number): number =>
    Math.min(most, Number((value * factor).toFixed(4)))
  return {
    x0: place(line.x0, across, own.width),
    y0: place(line.y0, down, own.height),
    x1: place(line.x1, across, own.width),
    y1: place(line.y1, down, own.height),
  }
}

export interface Length {
  readonly length: number
  readonly unit: 'µm' | 'px'
}

export function lengthOf(
  { x0, y0, x1, y1 }: Line,
  pixelSizeUm: PixelSizeUm | 'uncalibrated',
): Length {
  if (pixelSizeUm === 'uncalibrated') return { length: Math.hypot(x1 - x0, y1 - y0), unit: 'px' }
  const length = Math.hypot((x1 - x0) * pixelSizeUm.x, (y1 - y0) * pixelSizeUm.y)
  return { length, unit: 'µm' }
}

/** `share` 0 is the first end, 1 the second. */
export function pointOn({ x0, y0, x1, y1 }: Line, share: number): Point {
  return { x: x0 + share * (x1 - x0), y: y0 + share * (y1 - y0) }
}

export type LinePart = 'first' | 'second' | 'whole'

/** A part of the line moved by image pixels; with `straight` an end stays on the row or column of the other. */
export function movedLine(line: Line, part: LinePart, by: Point, straight = false): Line {
  const { x0, y0, x1, y1 } = line
  if (part === 'whole') return { x0: x0 + by.x, y0: y0 + by.y, x1: x1 + by.x, y1: y1 + by.y }
  const [fixed, end] =
    part === 'first'
      ? [
          { x: x1, y: y1 },
          { x: x0, y: y0 },
        ]
      : [
          { x: x0, y: y0 },
          { x: x1, y: y1 },
        ]
  const free = { x: end.x + by.x, y: end.y + by.y }
  const isFlat = Math.abs(free.x - fixed.x) >= Math.abs(free.y - fixed.y)
  const moved = straight ? (isFlat ? { ...free, y: fixed.y } : { ...free, x: fixed.x }) : free
  return part === 'first'
    ? { x0: moved.x, y0: moved.y, x1, y1 }
    : { x0, y0, x1: moved.x, y1: moved.y }
}
