/**
 * Distances between the borders of two masks (see border-pixels.ts), in the unit of the spacing.
 * Tools that share a name here differ in border, percentile and pooling; each score says which it is.
 */
import type { EmptyCasePolicy, Score } from '../../../contract/words.ts'
import type { Mask } from '../../images/types.ts'
import { requireSameShape } from '../require-same-shape.ts'
import { defined, undefinedScore } from '../score.ts'
import { borderPixels } from './border-pixels.ts'
import { croppedToForeground } from './crop-to-foreground.ts'
import { distancesAt } from './distances-at.ts'

/** Of each border pixel of one mask to the nearest border pixel of the other, ascending. */
export interface SurfaceDistances {
  readonly fromTruth: Float64Array
  readonly fromPrediction: Float64Array
}

/** `spacing` per axis in array order; 1 by default, so pixels. */
export function surfaceDistances(
  truth: Mask,
  prediction: Mask,
  spacing?: readonly number[],
): SurfaceDistances {
  requireSameShape(truth, prediction)
  // beyond the box of the foreground is background, as beyond the image: borders stay the same
  const masks = croppedToForeground([truth, prediction])
  const [truthBorder, predictionBorder] = [borderPixels(masks[0]), borderPixels(masks[1])]
  return {
    fromTruth: distancesAt(truthBorder, predictionBorder, spacing),
    fromPrediction: distancesAt(predictionBorder, truthBorder, spacing),
  }
}

/** Largest of all distances. */
export function hausdorff(distances: SurfaceDistances, policy: EmptyCasePolicy): Score {
  return distanceScore(distances, policy, ({ fromTruth, fromPrediction }) =>
    Math.max(fromTruth.at(-1)!, fromPrediction.at(-1)!),
  )
}

/** The larger of the two directed 95th percentiles (linear interpolation), as Metrics Reloaded. */
export function hausdorff95(distances: SurfaceDistances, policy: EmptyCasePolicy): Score {
  return distanceScore(distances, policy, ({ fromTruth, fromPrediction }) =>
    Math.max(quantile(fromTruth, 0.95), quantile(fromPrediction, 0.95)),
  )
}

/** 95th percentile of both lists together, as medpy. */
export function hausdorff95Pooled(distances: SurfaceDistances, policy: EmptyCasePolicy): Score {
  return distanceScore(distances, policy, (both) => quantile(pooled(both).sort(), 0.95))
}

/** Average symmetric surface distance: mean of all distances. */
export function averageSurfaceDistance(
  distances: SurfaceDistances,
  policy: EmptyCasePolicy,
): Score {
  return distanceScore(distances, policy, (both) => mean(pooled(both)))
}

/** Mean average surface distance: mean of the two directed means. */
export function meanSurfaceDistance(distances: SurfaceDistances, policy: EmptyCasePolicy): Score {
  return distanceScore(
    distances,
    policy,
    ({ fromTruth, fromPrediction }) => (mean(fromTruth) + mean(fromPrediction)) / 2,
  )
}

/** Normalised surface distance: share of the border pixels of both that lie within `tolerance`. */
export function normalizedSurfaceDistance(
  distances: SurfaceDistances,
  tolerance: number,
  policy: EmptyCasePolicy,
): Score {
  return (
    emptySurfaceScore(distances, policy, 1) ?? defined(shareWithin(pooled(distances), tolerance))
  )
}

/** Mean of the two directed shares within `tolerance`, as panoptica. */
export function meanSurfaceShare(
  distances: SurfaceDistances,
  tolerance: number,
  policy: EmptyCasePolicy,
): Score {
  const { fromTruth, fromPrediction } = distances
  return (
    emptySurfaceScore(distances, policy, 1) ??
    defined((shareWithin(fromTruth, tolerance) + shareWithin(fromPrediction, tolerance)) / 2)
  )
}

function distanceScore(
  distances: SurfaceDistances,
  policy: EmptyCasePolicy,
  measure: (distances: SurfaceDistances) => number,
): Score {
  const { fromTruth, fromPrediction } = distances
  const oneEmpty = (fromTruth.length === 0) !== (fromPrediction.length === 0)
  if (oneEmpty) return undefinedScore(fromTruth.length === 0 ? 'truth-empty' : 'prediction-empty')
  return emptySurfaceScore(distances, policy, 0) ?? defined(measure(distances))
}

/** Null where both have a border. The reference policy scores two empty masks as perfect, one as 0. */
function emptySurfaceScore(
  { fromTruth, fromPrediction }: SurfaceDistances,
  policy: EmptyCasePolicy,
  perfect: number,
): Score | null {
  if (fromTruth.length > 0 && fromPrediction.length > 0) return null
  if (fromTruth.length > 0 || fromPrediction.length > 0) return defined(0)
  return policy === 'reference' ? defined(perfect) : undefinedScore('both-empty')
}

function pooled({ fromTruth, fromPrediction }: SurfaceDistances): Float64Array {
  const all = new Float64Array(fromTruth.length + fromPrediction.length)
  all.set(fromTruth)
  all.set(fromPrediction, fromTruth.length)
  return all
}

function shareWithin(distances: Float64Array, tolerance: number): number {
  return distances.reduce((n, distance) => n + Number(distance <= tolerance), 0) / distances.length
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** R-7 quantile (numpy's `linear`) of ascending values. */
function quantile(sorted: Float64Array, share: number): number {
  const rank = (sorted.length - 1) * share
  const below = Math.floor(rank)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (high - low) * (rank - below)
}
