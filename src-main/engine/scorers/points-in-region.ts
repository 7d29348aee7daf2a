/** The points that lie where somebody annotated: the others leave both sides before anything is matched. */
import type { JudgedRegion } from '../../contract/datasets.ts'
import { TouchstoneError } from '../../core/errors.ts'
import { readMask } from '../../core/images/read-label-image.ts'
import type { MetricOptions } from '../../core/metrics/metric-options.ts'
import { pointsInPixels } from '../../core/metrics/detection/score-detection.ts'
import type { PointList } from '../../core/tables/read-points.ts'

export interface KeptPoints {
  readonly points: PointList
  readonly left: number
}

/**
 * A point belongs to the pixel whose centre is nearest; one beyond the mask stays, for it is an error wherever it is.
 * Throws `shape-mismatch` for points of other dimensions than the mask, `bad-options` where their pixel is not known.
 */
export async function createRegionFilter(
  { kind, path }: JudgedRegion,
  options: MetricOptions,
): Promise<(points: PointList) => KeptPoints> {
  const { shape, data } = await readMask(path)
  const outside = kind === 'annotated' ? 0 : 1
  return (points) => {
    const { dimensions } = points
    const all = points.coordinates.length / dimensions
    if (all === 0) return { points, left: 0 }
    if (dimensions !== shape.length)
      throw new TouchstoneError(
        'shape-mismatch',
        `The points of ${points.path} have ${dimensions} coordinates and the mask of ${kind} pixels ${path} has ${shape.length} axes.`,
        { points: dimensions, mask: shape.length },
      )
    const inPixels = pointsInPixels(points, options)
    if (inPixels === null)
      throw new TouchstoneError(
        'bad-options',
        `The points of ${points.path} are in micrometres, and without pixelSizeUm it is not known which of them lie in ${path}.`,
        { path: points.path },
      )
    const kept = Array.from({ length: all }, (_, point) => point).filter((point) => {
      const place = placeOf(inPixels.coordinates, point * dimensions, shape)
      return place === null || data[place] !== outside
    })
    return { points: only(points, kept), left: all - kept.length }
  }
}

/** In C order; null beyond the mask. */
function placeOf(
  coordinates: ArrayLike<number>,
  from: number,
  shape: readonly number[],
): number | null {
  let place = 0
  for (const [axis, side] of shape.entries()) {
    const at = Math.round(coordinates[from + axis]!)
    if (at < 0 || at >= side) return null
    place = place * side + at
  }
  return place
}

function only(points: PointList, kept: readonly number[]): PointList {
  const { dimensions, coordinates, scores } = points
  return {
    ...points,
    coordinates: Float64Array.from(
      kept.flatMap((point) => [...coordinates.slice(point * dimensions, (point + 1) * dimensions)]),
    ),
    scores: scores === null ? null : Float64Array.from(kept, (point) => scores[point]!),
  }
}
