/** The detection metrics of one case: points in, scores by metric id out. */
import type { Json, Score } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import { distanceUnitOption, pixelSizeOption } from '../distance-options.ts'
import {
  emptyCasePolicyOption,
  requireKnownOptions,
  type MetricOptions,
} from '../metric-options.ts'
import { toWireRecord, undefinedScore } from '../score.ts'
import { averagePrecisionOfPoints } from './average-precision-points.ts'
import { detectionOptionDefaults } from './definitions.ts'
import { countOf, matchPoints, type PointPair, type Points } from './match-points.ts'
import { pointScores } from './point-scores.ts'

/** Points, the unit of their coordinates where it is known, and scores where there are any. */
export interface DetectedPoints extends Points {
  readonly unit: 'px' | 'um' | null
  readonly scores: Float64Array | null
}

/** Throws `bad-options`, `shape-mismatch`, and where micrometres are asked for without a pixel size. */
export function scoreDetection(
  truth: DetectedPoints,
  prediction: DetectedPoints,
  options: MetricOptions = {},
  wanted: readonly string[] = [],
): {
  readonly scores: Readonly<Record<string, Score>>
  /** In the unit of the gate. */
  readonly pairs: readonly PointPair[]
} {
  requireKnownOptions(options, ['emptyCasePolicy', ...Object.keys(detectionOptionDefaults)])
  const policy = emptyCasePolicyOption(options)
  const gate = gateOption(options.gate)
  const [t, p] = ofOneDimension(truth, prediction).map((points, side) =>
    inUnit(points, options, side === 0 ? 'truth' : 'prediction'),
  ) as [Points, Points]
  const pairs = matchPoints(t, p, { gate })
  const counts = { truth: countOf(t), prediction: countOf(p) }
  const scores = pointScores(pairs, counts, policy)
  const curve = gatesOf(wanted).map((other): [string, Score] => {
    const found = matchPoints(t, p, { gate: other })
    return [`f1-points@${other}`, pointScores(found, counts, policy).f1]
  })
  return {
    pairs,
    scores: toWireRecord({
      'f1-points': scores.f1,
      'precision-points': scores.precision,
      'recall-points': scores.recall,
      'localisation-rmse': scores.localisationRmse,
      'count-error': scores.countError,
      'average-precision-points':
        prediction.scores === null
          ? undefinedScore('no-scores')
          : averagePrecisionOfPoints(t, p, prediction.scores, { gate, policy }),
      ...Object.fromEntries(curve),
    }),
  }
}

function gatesOf(wanted: readonly string[]): readonly number[] {
  return wanted.flatMap((id) => {
    const found = /^f1-points@(.+)$/.exec(id)
    return found === null ? [] : [Number(found[1])]
  })
}

/** The gate and its unit as the options state them. */
export function gateOf(options: MetricOptions): {
  readonly gate: number
  readonly unit: 'px' | 'um'
} {
  return { gate: gateOption(options.gate), unit: distanceUnitOption(options) }
}

/** Points in pixels, for drawing; null where they are in micrometres and no pixel size is stated. */
export function pointsInPixels(points: DetectedPoints, options: MetricOptions): Points | null {
  const { dimensions, coordinates, unit } = points
  if (unit !== 'um' || coordinates.length === 0) return { dimensions, coordinates }
  const sizes = pixelSizeOption(options, dimensions)
  if (sizes === null) return null
  return { dimensions, coordinates: coordinates.map((at, i) => at / sizes[i % dimensions]!) }
}

/** An empty list of points is of any dimension. */
function ofOneDimension(
  truth: DetectedPoints,
  prediction: DetectedPoints,
): readonly [DetectedPoints, DetectedPoints] {
  if (countOf(truth) === 0) return [{ ...truth, dimensions: prediction.dimensions }, prediction]
  if (countOf(prediction) === 0) return [truth, { ...prediction, dimensions: truth.dimensions }]
  return [truth, prediction]
}

/** Points in the unit of the gate. Coordinates without a stated unit are pixels. */
function inUnit(points: DetectedPoints, options: MetricOptions, side: string): Points {
  const { dimensions, coordinates } = points
  const wanted = distanceUnitOption(options)
  const unit = points.unit ?? 'px'
  if (unit === wanted || coordinates.length === 0) return { dimensions, coordinates }
  const sizes = pixelSizeOption(options, dimensions)
  if (sizes === null)
    throw new TouchstoneError(
      'bad-options',
      `The points of the ${side} are in ${unit} and the gate is in ${wanted}; state pixelSizeUm, for instance {"x":0.1,"y":0.1}, or the gate in ${unit} (distanceUnit).`,
      { unit, distanceUnit: wanted },
    )
  return {
    dimensions,
    coordinates: coordinates.map((at, i) =>
      wanted === 'um' ? at * sizes[i % dimensions]! : at / sizes[i % dimensions]!,
    ),
  }
}

function gateOption(value: Json | undefined): number {
  if (value === undefined) return detectionOptionDefaults.gate
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  throw new TouchstoneError(
    'bad-options',
    `The metric option gate is ${JSON.stringify(value)}; it must be a distance of 0 or more.`,
    { option: 'gate', given: value },
  )
}
