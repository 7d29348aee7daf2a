/** Bounding boxes of the objects of a label image, and single objects cut out as masks. */
import { TouchstoneError } from '../errors.ts'
import type { LabelImage, Mask } from '../images/types.ts'

/** Per axis of the image in array order; `end` exclusive. */
export interface Box {
  readonly begin: readonly number[]
  readonly end: readonly number[]
}

/** By label. Two or three axes; one pass. */
export function objectBoxes({ shape, data }: LabelImage): ReadonlyMap<number, Box> {
  const [width = 1, height = 1] = shape.toReversed()
  const boxes = new Map<number, { begin: number[]; end: number[] }>()
  for (let at = 0; at < data.length;) {
    const label = data[at]!
    const x = at % width
    let end = at + 1
    while (end < at - x + width && data[end] === label) end++
    if (label !== 0) {
      const row = (at - x) / width
      const place = [Math.floor(row / height), row % height, x].slice(-shape.length)
      const stop = [...place.slice(0, -1).map((one) => one + 1), x + end - at]
      const box = boxes.get(label)
      if (box === undefined) boxes.set(label, { begin: place, end: stop })
      else {
        box.begin = box.begin.map((one, axis) => Math.min(one, place[axis]!))
        box.end = box.end.map((one, axis) => Math.max(one, stop[axis]!))
      }
    }
    at = end
  }
  return boxes
}

export function unionBox(a: Box, b: Box): Box {
  return {
    begin: a.begin.map((one, axis) => Math.min(one, b.begin[axis]!)),
    end: a.end.map((one, axis) => Math.max(one, b.end[axis]!)),
  }
}

/** One object inside a box, as a mask of the box. */
export function cutObject({ shape, data }: LabelImage, label: number, { begin, end }: Box): Mask {
  const size = end.map((stop, axis) => stop - begin[axis]!)
  const [columns = 1, rows = 1, planes = 1] = size.toReversed()
  const [width = 1, height = 1] = shape.toReversed()
  const [x = 0, y = 0, z = 0] = begin.toReversed()
  const mask = new Uint8Array(planes * rows * columns)
  for (let plane = 0, to = 0; plane < planes; plane++)
    for (let row = 0; row < rows; row++) {
      const from = ((z + plane) * height + y + row) * width + x
      for (let column = 0; column < columns; column++, to++)
        mask[to] = data[from + column] === label ? 1 : 0
    }
  return { shape: size, data: mask }
}

/** Boxes together may be this many times the image; beyond, labels are strewn over it and each costs a whole image. */
const mostTimesTheImage = 64

/** Throws `bad-request`. */
export function requireCompactObjects(image: LabelImage, boxes: ReadonlyMap<number, Box>): void {
  let pixels = 0
  for (const { begin, end } of boxes.values())
    pixels += end.reduce((product, stop, axis) => product * (stop - begin[axis]!), 1)
  if (pixels <= mostTimesTheImage * image.data.length) return
  throw new TouchstoneError(
    'bad-request',
    `The boxes around the ${boxes.size} objects hold ${Math.round(pixels / image.data.length)} times the pixels of the image, so its labels are strewn over it; outlines of single objects are not measured then. Give each piece a label of its own.`,
    { objects: boxes.size },
  )
}
