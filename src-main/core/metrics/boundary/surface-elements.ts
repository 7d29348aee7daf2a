/**
 * Distances between surfaces that lie between pixels, each piece weighted by its length or area, as
 * google-deepmind/surface-distance (1f805ce) measures them. The names are those of surface-distances.ts,
 * the values are others.
 */
import type { EmptyCasePolicy, Score } from '../../../contract/words.ts'
import type { Mask } from '../../images/types.ts'
import { requireSameShape } from '../require-same-shape.ts'
import { defined, undefinedScore } from '../score.ts'
import { croppedToForeground } from './crop-to-foreground.ts'
import { visitDistanceRows } from './distance-field.ts'
import { elementSizes } from './element-sizes.ts'

/** Pieces of one surface, the nearest to the other first. */
export interface WeightedDistances {
  readonly distances: Float64Array
  /** Length or area of each. */
  readonly sizes: Float64Array
}

export interface SurfaceElements {
  readonly fromTruth: WeightedDistances
  readonly fromPrediction: WeightedDistances
}

/** Masks of two or three axes; `spacing` per axis in array order, 1 by default. */
export function surfaceElements(
  truth: Mask,
  prediction: Mask,
  spacing: readonly number[] = truth.shape.map(() => 1),
): SurfaceElements {
  requireSameShape(truth, prediction)
  const [t, p] = croppedToForeground([truth, prediction])
  const sizes = elementSizes(spacing)
  const [own, other] = [surfaceOf(t), surfaceOf(p)]
  return {
    fromTruth: weighted(own, other.places, sizes, spacing),
    fromPrediction: weighted(other, own.places, sizes, spacing),
  }
}

/** The distance below which a share of `percent` of the surface lies, the larger of both directions. */
export function surfelHausdorff(
  elements: SurfaceElements,
  percent: number,
  policy: EmptyCasePolicy,
): Score {
  return (
    emptyScore(elements, policy, 0) ??
    defined(
      Math.max(
        quantile(elements.fromTruth, percent / 100),
        quantile(elements.fromPrediction, percent / 100),
      ),
    )
  )
}

/** Mean distance of one surface to the other. Under the reference policy that to nothing is infinite. */
export function surfelAverage(
  elements: SurfaceElements,
  side: 'truth' | 'prediction',
  policy: EmptyCasePolicy,
): Score {
  const own = side === 'truth' ? elements.fromTruth : elements.fromPrediction
  const isOneSided = own.distances[0] === Infinity
  if (isOneSided && policy === 'reference') return defined(Infinity)
  const empty = emptyScore(elements, policy, null)
  if (empty !== null) return empty
  const weightedSum = own.distances.reduce((sum, d, place) => sum + d * own.sizes[place]!, 0)
  return defined(weightedSum / total(own.sizes))
}

/** Share of both surfaces that lies within `tolerance` of the other. */
export function surfelWithin(
  elements: SurfaceElements,
  tolerance: number,
  policy: EmptyCasePolicy,
): Score {
  const { fromTruth, fromPrediction } = elements
  const isOneEmpty = (fromTruth.sizes.length === 0) !== (fromPrediction.sizes.length === 0)
  if (isOneEmpty) return defined(0)
  const within = ({ distances, sizes }: WeightedDistances): number =>
    sizes.reduce((sum, size, place) => (distances[place]! <= tolerance ? sum + size : sum), 0)
  return (
    emptyScore(elements, policy, 1) ??
    defined(
      (within(fromTruth) + within(fromPrediction)) /
        (total(fromTruth.sizes) + total(fromPrediction.sizes)),
    )
  )
}

/** Null where both have a surface. `perfect`: what the reference policy gives two empty masks. */
function emptyScore(
  { fromTruth, fromPrediction }: SurfaceElements,
  policy: EmptyCasePolicy,
  perfect: number | null,
): Score | null {
  const isEmpty = [fromTruth.sizes.length === 0, fromPrediction.sizes.length === 0]
  if (!isEmpty[0] && !isEmpty[1]) return null
  if (isEmpty[0] && isEmpty[1])
    return policy === 'reference' && perfect !== null
      ? defined(perfect)
      : undefinedScore('both-empty')
  return undefinedScore(isEmpty[0] ? 'truth-empty' : 'prediction-empty')
}

interface Surface {
  readonly places: Mask
  /** At each place which pixels around it are foreground: the shape of its piece of surface. */
  readonly codes: Uint8Array
}

/** Corners between pixels, one more per axis than pixels; outside the image is background. */
function surfaceOf({ shape, data }: Mask): Surface {
  const [width = 0, height = 0, depth = 1] = shape.toReversed()
  const isStack = shape.length === 3
  const corners = data.length === 0 ? shape : shape.map((side) => side + 1)
  const places = new Uint8Array(corners.reduce((product, side) => product * side, 1))
  const codes = new Uint8Array(places.length)
  const inside = isStack ? 0b11111111 : 0b1111
  const pixel = (z: number, y: number, x: number): number =>
    z < 0 || y < 0 || x < 0 || z >= depth || y >= height || x >= width
      ? 0
      : Number(data[(z * height + y) * width + x] !== 0)
  let at = 0
  for (let z = 0; z <= (isStack ? depth : 0); z++)
    for (let y = 0; y <= height; y++)
      for (let x = 0; x <= width && at < places.length; x++, at++) {
        let code = 0
        for (let dz = isStack ? 0 : 1; dz < 2; dz++)
          for (let dy = 0; dy < 2; dy++)
            for (let dx = 0; dx < 2; dx++)
              code |=
                pixel(isStack ? z + dz - 1 : 0, y + dy - 1, x + dx - 1) <<
                ((isStack ? 4 * dz : 0) + 2 * dy + dx)
        if (code === 0 || code === inside) continue
        places[at] = 1
        codes[at] = code
      }
  return { places: { shape: corners, data: places }, codes }
}

/** Where a surface has an extent: the nearest place of the other, and `sizes` by code. */
function weighted(
  { codes }: Surface,
  other: Mask,
  sizes: Float64Array,
  spacing: readonly number[],
): WeightedDistances {
  let count = 0
  for (let i = 0; i < codes.length; i++) if (sizes[codes[i]!]! > 0) count++
  const distances = new Float64Array(count)
  const own = new Float64Array(count)
  let at = count
  // rows come last first
  visitDistanceRows(other, spacing, (first, row) => {
    for (let x = row.length - 1; x >= 0; x--) {
      const size = sizes[codes[first + x]!]!
      if (size === 0) continue
      distances[--at] = row[x]!
      own[at] = size
    }
  })
  const order = Uint32Array.from(own.keys()).sort((a, b) => distances[a]! - distances[b]!)
  return {
    distances: Float64Array.from(order, (place) => distances[place]!),
    sizes: Float64Array.from(order, (place) => own[place]!),
  }
}

/** Of ascending distances the first by which a share of the surface is reached. */
function quantile({ distances, sizes }: WeightedDistances, share: number): number {
  const all = total(sizes)
  let reached = 0
  for (let place = 0; place < sizes.length; place++) {
    reached += sizes[place]!
    if (reached / all >= share) return distances[place]!
  }
  return distances.at(-1)!
}

function total(sizes: Float64Array): number {
  return sizes.reduce((sum, size) => sum + size, 0)
}
