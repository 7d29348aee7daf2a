/**
 * Outlines to a label image: object n of the file gets the label n. Where two overlap, the first drawn keeps
 * the pixel; overlaps, objects without a pixel and objects outside the image are counted and told.
 */
import { counted } from '../counted.ts'
import { TouchstoneError } from '../errors.ts'
import { fillOutline } from './fill-outline.ts'
import { boundsOf, type OutlineFile } from './outlines.ts'

export interface DrawnLabels {
  /** `[y, x]`, or `[z, y, x]` for a stack. */
  readonly shape: readonly number[]
  readonly data: Uint32Array
  readonly objects: number
  readonly notes: readonly string[]
}

export interface DrawnSize {
  readonly height: number
  readonly width: number
  readonly depth: number
}

/** Points this far outside are rounding, not another image. */
const slackPx = 1

/**
 * Throws `shape-mismatch` where an object lies wholly outside the image or on a plane it does not have: that
 * file belongs to another image or another scale. 'bad-request' for outlines without a plane in a stack.
 */
export function drawOutlines(file: OutlineFile, size: DrawnSize): DrawnLabels {
  const { height, width, depth } = size
  requireInside(file, size)
  const plane = height * width
  const data = new Uint32Array(plane * depth)
  let overlapping = 0
  let empty = 0
  let cut = 0
  file.outlines.forEach((outline, index) => {
    const label = index + 1
    const start = (outline.plane?.z ?? 0) * plane
    let drawn = 0
    let isCut = false
    fillOutline(outline, { firstRow: -slackPx, endRow: height + slackPx }, (y, from, to) => {
      isCut ||= y < 0 || y >= height || from < 0 || to > width
      if (y < 0 || y >= height) return
      const row = start + y * width
      for (let at = row + Math.max(0, from); at < row + Math.min(width, to); at++) {
        if (data[at] === 0) data[at] = label
        else if (data[at] !== label) overlapping++
        drawn++
      }
    })
    if (drawn === 0) empty++
    else if (isCut) cut++
  })
  return {
    shape: depth > 1 ? [depth, height, width] : [height, width],
    data,
    objects: file.outlines.length - empty,
    notes: [
      ...file.notes,
      ...told(
        empty,
        'object',
        'covers no centre of a pixel and is',
        'cover no centre of a pixel and are',
        'left out',
      ),
      ...told(cut, 'object', 'reaches', 'reach', 'beyond the image and was cut at its edge'),
      ...(overlapping > 0
        ? [
            `Objects overlap in ${counted(overlapping, 'pixel')}; a label image holds one object per pixel, and the first drawn keeps it.`,
          ]
        : []),
    ],
  }
}

function told(count: number, what: string, one: string, many: string, end: string): string[] {
  return count === 0 ? [] : [`${counted(count, what)} ${count === 1 ? one : many} ${end}.`]
}

function requireInside({ path, format, outlines }: OutlineFile, size: DrawnSize): void {
  const { height, width, depth } = size
  for (const [index, outline] of outlines.entries()) {
    const called = outline.name === '' ? `object ${index + 1}` : `object ${outline.name}`
    const bounds = boundsOf(outline)
    if (
      bounds !== null &&
      (bounds.left >= width || bounds.top >= height || bounds.right <= 0 || bounds.bottom <= 0)
    )
      throw new TouchstoneError(
        'shape-mismatch',
        `${path} (${format}): ${called} lies at x ${bounds.left} to ${bounds.right} and y ${bounds.top} to ${bounds.bottom}, outside the image of ${width} x ${height} pixels. It was drawn on another image, or at another scale.`,
        { path, x: [bounds.left, bounds.right], y: [bounds.top, bounds.bottom], width, height },
      )
    const z = outline.plane?.z ?? null
    if (z !== null && z >= depth)
      throw new TouchstoneError(
        'shape-mismatch',
        `${path} (${format}): ${called} lies on plane ${z + 1}, and the image has ${counted(depth, 'plane')}.`,
        { path, plane: z + 1, planes: depth },
      )
    if (z === null && depth > 1)
      throw new TouchstoneError(
        'shape-mismatch',
        `${path} (${format}): ${called} names no plane, and the image has ${depth}. Draw the objects plane by plane, or give a label image.`,
        { path, planes: depth },
      )
  }
}
