/** Where each object of a label image lies, in one pass over runs of equal pixels. */
import type { LabelImage } from '../images/types.ts'
import { labelIndex } from './label-index.ts'

export interface ObjectGeometry {
  readonly label: number
  readonly areaPx: number
  /** Mean position of its pixels' centres; z is 0 in a plane. */
  readonly centroid: { readonly x: number; readonly y: number; readonly z: number }
  /** Has a pixel in an outermost row, column or plane: the image may have cut it. */
  readonly touchesBorder: boolean
}

/** By label, ascending. */
export function objectGeometry(image: LabelImage): readonly ObjectGeometry[] {
  const [width, height, depth] = sides(image.shape)
  const { labels, of } = labelIndex(image.data)
  const areas = new Float64Array(labels.length)
  const sums = { x: areas.slice(), y: areas.slice(), z: areas.slice() }
  const onBorder = new Uint8Array(labels.length)
  for (let row = 0; row < height * depth; row++) {
    const y = row % height
    const z = (row - y) / height
    const rowOnBorder = y === 0 || y === height - 1 || (depth > 1 && (z === 0 || z === depth - 1))
    const first = row * width
    for (let x = 0, end = 0; x < width; x = end) {
      const label = image.data[first + x]!
      for (end = x + 1; end < width; end++) if (image.data[first + end]! !== label) break
      if (label === 0) continue
      const place = of(label)
      const pixels = end - x
      areas[place]! += pixels
      sums.x[place]! += (pixels * (x + end - 1)) / 2
      sums.y[place]! += pixels * y
      sums.z[place]! += pixels * z
      if (rowOnBorder || x === 0 || end === width) onBorder[place] = 1
    }
  }
  return labels.map((label, place) => ({
    label,
    areaPx: areas[place]!,
    centroid: {
      x: sums.x[place]! / areas[place]!,
      y: sums.y[place]! / areas[place]!,
      z: sums.z[place]! / areas[place]!,
    },
    touchesBorder: onBorder[place] === 1,
  }))
}

function sides(shape: readonly number[]): readonly [width: number, height: number, depth: number] {
  const [width = 1, height = 1, depth = 1] = shape.toReversed()
  return [width, height, depth]
}
