/** Points in tables. */
import { TouchstoneError } from '../../core/errors.ts'
import { scoreDetection } from '../../core/metrics/detection/score-detection.ts'
import { readPoints, type PointList } from '../../core/tables/read-points.ts'
import type { Scorer } from './scorer.ts'

export const scoreDetectionFiles: Scorer = async ({ truth, prediction, options }) => {
  const [truePoints, points] = await Promise.all([readPoints(truth), readPoints(prediction)])
  requireSameDimensions(truePoints, points)
  const { scores } = scoreDetection(truePoints, points, options)
  return { scores, notes: [...truePoints.notes, ...points.notes] }
}

/** An empty list fits any other. */
function requireSameDimensions(truth: PointList, prediction: PointList): void {
  const isEmpty = truth.coordinates.length === 0 || prediction.coordinates.length === 0
  if (isEmpty || truth.dimensions === prediction.dimensions) return
  throw new TouchstoneError(
    'shape-mismatch',
    `The points of ${truth.path} have ${truth.dimensions} coordinates and those of ${prediction.path} ${prediction.dimensions}; score planes with planes and stacks with stacks.`,
    { truth: truth.dimensions, prediction: prediction.dimensions },
  )
}
