/**
 * Fills a polygon in a label image with the pixels that scikit-image's `draw.polygon` takes: centres inside
 * (crossings to the right are odd), on an edge or on a corner (O'Rourke, Computational Geometry in C, 1998, 7.4).
 */
import type { LabelImage } from '../../images/types.ts'

export interface Outline {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

const cornerTolerance = 1e-12

/** `labels`: `[y, x]`; what lies outside the image is cut off. */
export function drawPolygon(labels: LabelImage, outline: Outline, label: number): void {
  const width = labels.shape.at(-1) ?? 0
  const height = labels.shape.at(-2) ?? 0
  const ys = Array.from(outline.y)
  const top = Math.max(0, Math.floor(Math.min(...ys)))
  const bottom = Math.min(height - 1, Math.ceil(Math.max(...ys)))
  for (let row = top; row <= bottom; row++) {
    // Corners exactly on the row belong to the edges below it in one list, above it in the other.
    const toTheRight = crossingsOf(outline, row, (y) => y > 0)
    const toTheLeft = crossingsOf(outline, row, (y) => y < 0)
    const from = Math.max(0, Math.ceil(Math.min(toTheRight[0] ?? width, toTheLeft[0] ?? width)))
    const to = Math.min(
      width - 1,
      Math.floor(Math.max(toTheRight.at(-1) ?? -1, toTheLeft.at(-1) ?? -1)),
    )
    let passedRight = 0
    let passedLeft = 0
    for (let x = from; x <= to; x++) {
      while (passedRight < toTheRight.length && toTheRight[passedRight]! <= x) passedRight++
      while (passedLeft < toTheLeft.length && toTheLeft[passedLeft]! < x) passedLeft++
      const isRightOdd = ((toTheRight.length - passedRight) & 1) === 1
      const isLeftOdd = (passedLeft & 1) === 1
      if (isRightOdd || isLeftOdd) labels.data[row * width + x] = label
    }
  }
  fillCorners(labels, outline, label)
}

/** Where edges cross a row, ascending; `isBeyond` decides on which side an end on the row counts. */
function crossingsOf({ x, y }: Outline, row: number, isBeyond: (y: number) => boolean): number[] {
  const found: number[] = []
  let before = x.length - 1
  for (let corner = 0; corner < x.length; before = corner++) {
    const y0 = y[before]! - row
    const y1 = y[corner]! - row
    if (isBeyond(y0) !== isBeyond(y1)) found.push((x[corner]! * y0 - x[before]! * y1) / (y0 - y1))
  }
  return found.sort((a, b) => a - b)
}

function fillCorners({ shape, data }: LabelImage, { x, y }: Outline, label: number): void {
  const width = shape.at(-1) ?? 0
  const height = shape.at(-2) ?? 0
  for (let corner = 0; corner < x.length; corner++) {
    const column = Math.round(x[corner]!)
    const row = Math.round(y[corner]!)
    if (column < 0 || row < 0 || column >= width || row >= height) continue
    const isOnPixel =
      Math.abs(column - x[corner]!) < cornerTolerance &&
      Math.abs(row - y[corner]!) < cornerTolerance
    if (isOnPixel) data[row * width + column] = label
  }
}
