/**
 * Points as discs, so that points of two sides can be held against each other as foregrounds are: swapped columns of a
 * square image, mirrored axes and another unit show as discs that lie elsewhere. Pure.
 */
import type { PixelSizeUm } from '../../../contract/words.ts'
import type { PointList } from '../../tables/read-points.ts'
import {
  foregroundIou,
  orientationOf,
  scaleWords,
  type Fit,
  type Orientation,
  type Plane,
} from './orientation.ts'

export type PlacedPoints = Pick<PointList, 'coordinates' | 'dimensions' | 'unit'>

export interface PointImage {
  readonly height: number
  readonly width: number
  /** Null where the image has none. */
  readonly pixelSizeUm: PixelSizeUm | null
}

/** Of the distance that points have on average: discs then cover an eighth of the image. */
const radiusShare = 0.2
const radii = { leastPx: 2, mostPx: 12 }
/** A few points fit many ways by chance. */
const fewestPoints = 4
/** Programs and people place the centre of a cell some pixels apart: discs that overlap so are not shifted. */
const overlapping = 0.35
/** A larger image is drawn in coarser steps: the discs need no more. */
const longestSide = 4096

/** z is left out: points of a stack are seen from above. Null where nothing can be said. */
export function pointOrientationOf(
  truth: PlacedPoints,
  prediction: PlacedPoints,
  image: PointImage,
): Orientation | null {
  const [expected, found] = [inPixels(truth, image), inPixels(prediction, image)]
  if (expected === null || found === null) return null
  if (Math.min(expected.length, found.length) < 2 * fewestPoints) return null
  const spacingPx = Math.sqrt((image.height * image.width) / (expected.length / 2))
  const radiusPx = Math.min(radii.mostPx, Math.max(radii.leastPx, radiusShare * spacingPx))
  const own = discs(expected, image, radiusPx)
  const orientation = orientationOf(own, discs(found, image, radiusPx))
  if (orientation === null) return null
  const scaled = scalesOf(image).map((scale): Fit => {
    const unscaled = found.map((at) => at / scale)
    return { way: scaleWords(scale), iou: foregroundIou(own, discs(unscaled, image, radiusPx)) }
  })
  const { asGiven } = orientation
  const ways = orientation.others.filter(
    ({ way }) => !way.startsWith('shifted') || asGiven < overlapping,
  )
  return { asGiven, others: [...ways, ...scaled].sort((a, b) => b.iou - a.iou) }
}

/** A binning by two, and micrometres written as pixels or the other way round. */
function scalesOf({ pixelSizeUm }: PointImage): readonly number[] {
  const side = pixelSizeUm?.x ?? 1
  return [0.5, 2, ...(side === 1 || side === 0.5 || side === 2 ? [] : [side, 1 / side])]
}

/** `y0, x0, y1, x1, ...`; null where micrometres cannot be placed. */
function inPixels(points: PlacedPoints, { pixelSizeUm }: PointImage): Float64Array | null {
  const { coordinates, dimensions, unit } = points
  if (unit === 'um' && pixelSizeUm === null) return null
  const pixel = unit === 'um' ? pixelSizeUm! : { y: 1, x: 1 }
  const placed = new Float64Array((coordinates.length / dimensions) * 2)
  for (let i = 0; i < placed.length; i += 2) {
    const last = (i / 2) * dimensions + dimensions - 1
    placed[i] = coordinates[last - 1]! / pixel.y
    placed[i + 1] = coordinates[last]! / pixel.x
  }
  return placed
}

function discs(places: Float64Array, image: PointImage, radiusPx: number): Plane {
  const stepPx = Math.ceil(Math.max(image.height, image.width) / longestSide)
  const [height, width] = [Math.ceil(image.height / stepPx), Math.ceil(image.width / stepPx)]
  const radius = Math.max(radiusPx / stepPx, 1)
  const data = new Uint8Array(height * width)
  for (let i = 0; i < places.length; i += 2) {
    const [cy, cx] = [places[i]! / stepPx, places[i + 1]! / stepPx]
    const bottom = Math.min(height - 1, Math.floor(cy + radius))
    const right = Math.min(width - 1, Math.floor(cx + radius))
    for (let y = Math.max(0, Math.ceil(cy - radius)); y <= bottom; y++)
      for (let x = Math.max(0, Math.ceil(cx - radius)); x <= right; x++)
        if ((y - cy) ** 2 + (x - cx) ** 2 <= radius * radius) data[y * width + x] = 1
  }
  return { height, width, data, stepPx }
}
