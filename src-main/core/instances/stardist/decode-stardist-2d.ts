/**
 * StarDist, two dimensions: probability and distances along rays -> label image. Follows stardist 0.9.1
 * (650d3a1): `non_maximum_suppression`, then `polygons_to_label`.
 */
import type { LabelImage, RealImage } from '../../images/types.ts'
import { findCandidates, type CandidateOptions } from './candidates.ts'
import { drawPolygon } from './draw-polygon.ts'
import { requireReasonableReach } from './star-channels.ts'
import { smallestDistancePx } from './star-polygon.ts'
import { suppressPolygons } from './suppress-polygons.ts'

export interface Stardist2dOptions extends CandidateOptions {
  /** Shared area over smaller area above which the less probable object goes. */
  readonly suppressionThreshold: number
  /** Full image pixels per pixel of the output. */
  readonly grid: readonly [y: number, x: number]
  /** Of the label image; by default the output's times the grid. */
  readonly shape?: readonly number[] | undefined
}

/** Objects by falling probability. */
export interface StarObjects {
  /** Centres in pixels of the full image, in array order. */
  readonly points: readonly (readonly number[])[]
  readonly probabilities: readonly number[]
  /** Label k + 1 is object k; where objects overlap, the more probable one is drawn. */
  readonly labels: LabelImage
}

/**
 * `probability`: `[y, x]`; `distances`: one image of that shape per ray, in px; all finite. Throws
 * `tool-invalid` for distances far beyond the image.
 */
export function decodeStardist2d(
  probability: RealImage,
  distances: readonly RealImage[],
  options: Stardist2dOptions,
): StarObjects {
  const [height = 0, width = 0] = probability.shape
  const { grid } = options
  const shape = options.shape ?? [height * grid[0], width * grid[1]]
  const candidates = findCandidates(probability, options)
  const images = distances.map(({ data }) => data)
  const survivors = suppressPolygons(
    candidates,
    {
      width,
      height,
      distances: images,
      grid,
      requireReasonable: (pixel) => {
        requireReasonableReach([pixel], distances, shape)
      },
    },
    options.suppressionThreshold,
  )
  const points = survivors.map((rank) => {
    const pixel = candidates.pixels[rank]!
    return [Math.floor(pixel / width) * grid[0], (pixel % width) * grid[1]] as const
  })
  const probabilities = survivors.map((rank) => candidates.probabilities[rank]!)
  const labels = {
    shape,
    data: new Uint32Array(shape.reduce((product, side) => product * side, 1)),
  }
  for (const object of drawingOrder(probabilities)) {
    const outline = outlineOf(points[object]!, images, candidates.pixels[survivors[object]!]!)
    drawPolygon(labels, outline, object + 1)
  }
  return { points, probabilities, labels }
}

/** Least probable first; of equal ones the earlier first (numpy's stable sort). */
export function drawingOrder(probabilities: readonly number[]): number[] {
  return probabilities
    .map((_, object) => object)
    .sort((a, b) => probabilities[a]! - probabilities[b]! || a - b)
}

/** Corners in single precision, angles in double (`dist_to_coord`). */
function outlineOf(
  [y, x]: readonly [y: number, x: number],
  distances: readonly ArrayLike<number>[],
  pixel: number,
): { x: Float32Array; y: Float32Array } {
  const step = (2 * Math.PI) / distances.length
  const along = (ray: number): number =>
    Math.max(smallestDistancePx, Math.fround(distances[ray]![pixel]!))
  return {
    x: Float32Array.from(distances, (_, ray) => x + Math.fround(along(ray) * Math.cos(ray * step))),
    y: Float32Array.from(distances, (_, ray) => y + Math.fround(along(ray) * Math.sin(ray * step))),
  }
}
