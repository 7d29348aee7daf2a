/** Points in tables: their pairs within the gate, and the class of every point for the file beside the prediction. */
import type { Json } from '../../contract/words.ts'
import { TouchstoneError } from '../../core/errors.ts'
import { pointErrors } from '../../core/metrics/detection/point-errors.ts'
import {
  gateOf,
  pointsInPixels,
  scoreDetection,
} from '../../core/metrics/detection/score-detection.ts'
import { pointReadouts } from '../../core/metrics/readouts/count-readouts.ts'
import { readPoints, type PointList } from '../../core/tables/read-points.ts'
import { createRegionFilter } from './points-in-region.ts'
import type { Pair, Scorer } from './scorer.ts'

export const scoreDetectionFiles: Scorer = async (pair) => {
  const { truth, prediction, options, wanted } = pair
  const [allTrue, all] = await Promise.all([readPoints(truth), readPoints(prediction)])
  requireSameDimensions(allTrue, all)
  const { truePoints, points, regionNotes } = await inRegion(pair, allTrue, all)
  const { scores, pairs } = scoreDetection(truePoints, points, options, wanted)
  const [trueInPixels, inPixels] = [truePoints, points].map((list) => pointsInPixels(list, options))
  const notes = [...truePoints.notes, ...points.notes, ...regionNotes]
  const counts = pair.readouts
    ? { readouts: pointReadouts(countOf(truePoints), countOf(points)) }
    : {}
  if (!trueInPixels || !inPixels)
    return {
      scores,
      ...counts,
      notes: [...notes, 'Without a pixel size these points cannot be drawn.'],
    }
  const objects = pointErrors(
    { ...trueInPixels, scores: truePoints.scores },
    { ...inPixels, scores: points.scores },
    pairs,
    gateOf(options),
  )
  return { scores, ...counts, objects: objects as unknown as Json, notes }
}

async function inRegion({ region, options }: Pair, truth: PointList, prediction: PointList) {
  if (region === undefined) return { truePoints: truth, points: prediction, regionNotes: [] }
  const keep = await createRegionFilter(region, options)
  const [own, other] = [keep(truth), keep(prediction)]
  const why = region.kind === 'annotated' ? 'outside what was annotated' : 'where nothing counts'
  return {
    truePoints: own.points,
    points: other.points,
    regionNotes: [
      `${own.left} true and ${other.left} predicted points lie ${why} and were left out.`,
    ],
  }
}

function countOf({ coordinates, dimensions }: PointList): number {
  return coordinates.length / dimensions
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
