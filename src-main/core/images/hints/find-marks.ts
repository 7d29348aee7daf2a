/**
 * Marks drawn into the pixels: a scale bar is a rectangle of one extreme value near the upper or lower edge,
 * with that value hardly anywhere else; a coloured mark stands in a corner of an otherwise gray picture.
 * Cautious: a missed bar costs less than an image that is suspected for nothing.
 */
import type { PixelArray, PixelBlock } from '../types.ts'

export interface Box {
  readonly y: number
  readonly x: number
  readonly height: number
  readonly width: number
}

/** A mark lies this close to the upper or lower edge, as a share of the height. */
const outerShare = 0.25
const barShare = { least: 0.02, most: 0.6 }
const shortestBarPx = 16
const leastAspect = 4
/** The bar's value may stand so often elsewhere, as a share of all pixels: letters beside it, a hot pixel. */
const strayShare = 0.002
/** Fewer different values are a mask, a label image or a drawing. */
const fewestValues = 16

/** In a gray plane (axes `yx`, or `yxs` whose samples are equal); `imageHeight` of the whole plane. */
export function findBar(
  block: PixelBlock,
  place: { readonly y: number; readonly x: number },
  image: { readonly height: number; readonly width: number },
): Box | undefined {
  const plane = grayPlane(block)
  if (!hasManyValues(plane.data)) return undefined
  for (const extreme of extremesOf(plane.data)) {
    for (const bar of barsOf(plane, extreme, image)) {
      const box = withLetters(plane, extreme, bar)
      const inWhole = { ...box, y: box.y + place.y, x: box.x + place.x }
      const middle = inWhole.y + box.height / 2
      const isOuter = middle < image.height * outerShare || middle > image.height * (1 - outerShare)
      if (isOuter && standsOut(plane, extreme, bar) && isRare(plane, extreme, box)) return inWhole
    }
  }
  return undefined
}

interface Plane {
  readonly data: PixelArray
  readonly height: number
  readonly width: number
}

function grayPlane({ data, shape }: PixelBlock): Plane {
  const [height, width, samples = 1] = shape as [number, number, number?]
  if (samples === 1) return { data, height, width }
  return { data: data.filter((_: unknown, i: number) => i % samples === 0), height, width }
}

function hasManyValues(data: PixelArray): boolean {
  const seen = new Set<number | bigint>()
  const step = Math.max(1, Math.floor(data.length / 65536))
  for (let i = 0; i < data.length && seen.size < fewestValues; i += step) seen.add(data[i]!)
  return seen.size >= fewestValues
}

function extremesOf(data: PixelArray): readonly (number | bigint)[] {
  let [min, max] = [data[0]!, data[0]!]
  for (const value of data) {
    if (value < min) min = value
    if (value > max) max = value
  }
  return [max, min]
}

/** Rectangles of this value alone, wide and low. */
function* barsOf(
  { data, height, width }: Plane,
  extreme: number | bigint,
  image: { readonly height: number; readonly width: number },
): Generator<Box> {
  const least = Math.max(shortestBarPx, image.width * barShare.least)
  const most = image.width * barShare.most
  const tallest = Math.max(40, image.height * 0.03)
  let open: Box[] = []
  for (let y = 0; y <= height; y++) {
    const runs = y === height ? [] : runsOf(data, y * width, width, extreme, least)
    const next: Box[] = runs.map(({ x, length }) => {
      const above = open.find((box) => box.x === x && box.width === length)
      return above ? { ...above, height: above.height + 1 } : { y, x, height: 1, width: length }
    })
    for (const box of open) {
      const goesOn = next.some((each) => each.y === box.y && each.x === box.x)
      const isBar =
        box.height >= 2 &&
        box.height <= tallest &&
        box.width <= most &&
        box.width >= leastAspect * box.height
      if (!goesOn && isBar) yield box
    }
    open = next
  }
}

function runsOf(
  data: PixelArray,
  start: number,
  width: number,
  value: number | bigint,
  least: number,
): { x: number; length: number }[] {
  const runs: { x: number; length: number }[] = []
  let length = 0
  for (let x = 0; x <= width; x++) {
    if (x < width && data[start + x] === value) length++
    else {
      if (length >= least) runs.push({ x: x - length, length })
      length = 0
    }
  }
  return runs
}

/** Around a bar, two pixels away (its edge may be softened), the picture goes on. */
function standsOut({ data, height, width }: Plane, extreme: number | bigint, bar: Box): boolean {
  let [ring, same] = [0, 0]
  const look = (y: number, x: number): void => {
    if (y < 0 || y >= height || x < 0 || x >= width) return
    ring++
    if (data[y * width + x] === extreme) same++
  }
  for (let x = bar.x - 2; x <= bar.x + bar.width + 1; x++) {
    look(bar.y - 2, x)
    look(bar.y + bar.height + 1, x)
  }
  for (let y = bar.y - 1; y <= bar.y + bar.height; y++) {
    look(y, bar.x - 2)
    look(y, bar.x + bar.width + 1)
  }
  return ring > 0 && same < ring * 0.1
}

/** The bar with what stands close by in the same value: its letters. */
function withLetters({ data, height, width }: Plane, extreme: number | bigint, bar: Box): Box {
  const reach = Math.max(24, bar.height * 6)
  const top = Math.max(0, bar.y - reach)
  const bottom = Math.min(height, bar.y + bar.height + reach)
  const left = Math.max(0, bar.x - Math.floor(bar.width / 4))
  const right = Math.min(width, bar.x + bar.width + Math.floor(bar.width / 4))
  let [y0, y1, x0, x1] = [bar.y, bar.y + bar.height, bar.x, bar.x + bar.width]
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (data[y * width + x] !== extreme) continue
      y0 = Math.min(y0, y)
      y1 = Math.max(y1, y + 1)
      x0 = Math.min(x0, x)
      x1 = Math.max(x1, x + 1)
    }
  }
  return { y: y0, x: x0, height: y1 - y0, width: x1 - x0 }
}

function isRare({ data, width }: Plane, extreme: number | bigint, box: Box): boolean {
  let outside = 0
  for (let i = 0; i < data.length; i++) {
    if (data[i] !== extreme) continue
    const [y, x] = [Math.floor(i / width), i % width]
    const isInside = y >= box.y && y < box.y + box.height && x >= box.x && x < box.x + box.width
    if (!isInside) outside++
  }
  return outside <= data.length * strayShare
}

/** Difference between samples, as a share of the range, above which a pixel is coloured. */
const colouredShare = 0.25
const grayShare = 0.01
const fewestColoured = 20
const largestMark = { height: 0.3, width: 0.6 }

/** In a block with axes `yxs` of a picture that is gray but for the marks. */
export function findColouredMark(
  { data, shape }: PixelBlock,
  place: { readonly y: number; readonly x: number },
  image: { readonly height: number; readonly width: number },
): Box | undefined {
  const [height, width, samples] = shape as [number, number, number]
  let range = 0
  for (const value of data) range = Math.max(range, Number(value))
  let [gray, coloured] = [0, 0]
  let [y0, y1, x0, x1] = [height, 0, width, 0]
  for (let i = 0, at = 0; i < height * width; i++, at += samples) {
    const [red, green, blue] = [Number(data[at]), Number(data[at + 1]), Number(data[at + 2])]
    const spread = Math.max(red, green, blue) - Math.min(red, green, blue)
    if (spread <= range * grayShare) gray++
    if (spread < range * colouredShare) continue
    coloured++
    const [y, x] = [Math.floor(i / width), i % width]
    y0 = Math.min(y0, y)
    y1 = Math.max(y1, y + 1)
    x0 = Math.min(x0, x)
    x1 = Math.max(x1, x + 1)
  }
  const box = { y: y0 + place.y, x: x0 + place.x, height: y1 - y0, width: x1 - x0 }
  const middle = box.y + box.height / 2
  const isMark =
    coloured >= fewestColoured &&
    gray + coloured >= height * width * 0.99 &&
    coloured <= height * width * 0.02 &&
    box.height <= image.height * largestMark.height &&
    box.width <= image.width * largestMark.width &&
    (middle < image.height * outerShare || middle > image.height * (1 - outerShare))
  return isMark ? box : undefined
}
