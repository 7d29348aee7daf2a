/** Values for reference cases of kind `detection`, under the names of the reference README. */
import type { Json } from '../../../contract/words.ts'
import {
  countOf,
  matchGreedily,
  matchPoints,
  matchUngated,
  type PointPair,
  type Points,
} from '../detection/match-points.ts'
import { pointPanopticQuality, pointScores } from '../detection/point-scores.ts'
import type { ReferenceArray, ReferenceArrays, ReferenceCase } from './reference-case.ts'
import { arrayPair, jsonOfScore } from './reference-values.ts'

type Match = (truth: Points, prediction: Points, gate: number) => readonly PointPair[]

export function detectionCase(
  arrays: ReferenceArrays,
  { expected, spacing }: ReferenceCase,
): Record<string, Json> {
  const pair = arrayPair(arrays)
  const truth = pointsOf(pair.truth)
  const prediction = pointsOf(pair.prediction)
  const counts = { truth: countOf(truth), prediction: countOf(prediction) }
  const apart = spacing ?? undefined
  const ways: Readonly<Record<string, Match>> = {
    hungarian: (t, p, gate) => matchPoints(t, p, { gate, spacing: apart }),
    hungarian_linear: (t, p, gate) =>
      matchPoints(t, p, { gate, spacing: apart, least: 'distance' }),
    hungarian_ungated: (t, p, gate) => matchUngated(t, p, { gate, spacing: apart }),
    greedy: (t, p, gate) => matchGreedily(t, p, { gate, spacing: apart }),
  }
  const values: Record<string, Json> = {}
  for (const name of Object.keys(expected)) {
    const [way = '', gateText] = name.split('@')
    const gate = Number(gateText)
    const match = ways[way]
    if (match) values[name] = valuesOf(match(truth, prediction, gate), counts)
    else if (way === 'spotiflow_pq') {
      const pairs = matchPoints(truth, prediction, { gate, spacing: apart })
      values[name] =
        counts.truth + counts.prediction === 0
          ? 0 // the reference adds 1e-8 to a denominator of 0
          : jsonOfScore(pointPanopticQuality(pairs, counts, gate))
    }
  }
  return values
}

function valuesOf(
  pairs: readonly PointPair[],
  counts: { readonly truth: number; readonly prediction: number },
): Json {
  const scores = pointScores(pairs, counts, 'reference')
  return {
    tp: scores.truePositives,
    fp: scores.falsePositives,
    fn: scores.falseNegatives,
    precision: jsonOfScore(scores.precision),
    recall: jsonOfScore(scores.recall),
    f1: jsonOfScore(scores.f1),
    accuracy: jsonOfScore(scores.accuracy),
    localisation_rmse: jsonOfScore(scores.localisationRmse),
    mean_distance: jsonOfScore(scores.meanDistance),
    pairs: pairs.map(({ truth, prediction }) => [truth, prediction]),
  }
}

function pointsOf({ shape, data }: ReferenceArray): Points {
  return {
    dimensions: shape[1] ?? 2,
    coordinates: Float64Array.from(data as ArrayLike<number>, Number),
  }
}
