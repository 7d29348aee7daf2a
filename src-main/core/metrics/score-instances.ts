/** All instance metrics of one case, and the error class of every object. */
import type { ObjectErrors } from '../../contract/images.ts'
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import type { LabelImage } from '../images/types.ts'
import { catastrophes } from './catastrophes.ts'
import { requireUseOfPixelSize } from './distance-options.ts'
import { matchingThresholds, matchObjects } from './matching.ts'
import { matchingOptionDefaults, matchingOptionsOf } from './matching-options.ts'
import { matchingScores, type MatchingScores } from './matching-scores.ts'
import {
  choiceOption,
  emptyCasePolicyOption,
  requireKnownOptions,
  type MetricOptions,
} from './metric-options.ts'
import {
  objectClassesOption,
  scoreObjectClasses,
  withObjectClasses,
  type ClassesOfObjects,
} from './object-classes.ts'
import { classifyObjects, objectErrors } from './object-errors.ts'
import { applyObjectPolicy, objectPolicyOf } from './object-policy.ts'
import type { OverlapTable } from './overlap-table.ts'
import { createPairTally, type TalliedPair } from './pair-tally.ts'
import { instanceScoresOnRequest, type PixelAccess } from './score-instances-on-request.ts'
import { requireSameShape } from './require-same-shape.ts'
import { defined, numberOf, toWireRecord, undefinedScore } from './score.ts'
import { distanceOptionDefaults, semanticConventions } from './semantic-definitions-on-request.ts'

export const instanceOptionDefaults = {
  comparison: '>=',
  ...matchingOptionDefaults,
  ...distanceOptionDefaults,
  border: semanticConventions.border,
} as const

export interface InstanceScores {
  /** By metric id; infinities as words. */
  readonly scores: Readonly<Record<string, Score>>
  readonly objects: ObjectErrors
  /** What was left out by the object policy, in sentences. */
  readonly notes: readonly string[]
}

/** `wanted`: ids of metrics on request, beside those always computed. Throws `shape-mismatch` and `bad-options`. */
export function scoreInstances(
  truth: LabelImage,
  prediction: LabelImage,
  options: MetricOptions = {},
  wanted: readonly string[] = [],
): InstanceScores {
  requireSameShape(truth, prediction)
  const tally = createPairTally(truth.shape, objectPolicyOf(options).borderWidthPx)
  tally.add(truth.data, prediction.data)
  return scoreTalliedInstances(tally.finish(), options, wanted, {
    shape: truth.shape,
    images: { truth, prediction },
  })
}

/**
 * The same from images that were walked in pieces; `pixels` is needed by the metrics that look at them again
 * (`needsPixels`). Throws `bad-options`.
 */
export function scoreTalliedInstances(
  whole: TalliedPair,
  options: MetricOptions = {},
  wanted: readonly string[] = [],
  pixels: PixelAccess | null = null,
  classes: ClassesOfObjects | null = null,
): InstanceScores {
  requireKnownOptions(options, [
    'emptyCasePolicy',
    'objectClasses',
    ...Object.keys(instanceOptionDefaults),
  ])
  const names = objectClassesOption(options['objectClasses']) ?? []
  const policy = emptyCasePolicyOption(options)
  const how = matchingOptionsOf(options)
  requireUseOfPixelSize(options)
  const { border } = semanticConventions
  choiceOption(options, 'border', [border], border)
  const { pair, left } = applyObjectPolicy(whole, objectPolicyOf(options))
  const { table } = pair
  const atHalf = matchObjects(table, { threshold: 0.5, ...how })
  return {
    scores: toWireRecord({
      ...scoresAtHalf(matchingScores(atHalf, policy)),
      ...errorCounts(classifyObjects(table, atHalf)),
      catastrophe: defined(catastrophes(table, atHalf).length),
      'count-error': defined(atHalf.predictionCount - atHalf.truthCount),
      ...f1Curve(table, how, policy),
      ...(wanted.some((id) => id.startsWith('class-'))
        ? scoreObjectClasses(table, atHalf, names, classes, how, policy)
        : {}),
      ...instanceScoresOnRequest(table, wanted, { ...how, atHalf, policy, pixels, options }),
    }),
    objects: withObjectClasses(objectErrors(pair, atHalf), classes),
    notes:
      left.truth + left.prediction === 0
        ? []
        : [
            `Left out by size or border: ${left.truth} true and ${left.prediction} predicted objects.`,
          ],
  }
}

function scoresAtHalf(scores: MatchingScores): Record<string, Score> {
  return {
    'precision@0.5': scores.precision,
    'recall@0.5': scores.recall,
    'panoptic-quality@0.5': scores.panopticQuality,
    'mean-matched-iou@0.5': scores.meanMatchedScore,
    'critical-success-index@0.5': scores.criticalSuccessIndex,
  }
}

function errorCounts(classes: ReturnType<typeof classifyObjects>): Record<string, Score> {
  return {
    missed: defined(classes.truth.filter((name) => name === 'missed').length),
    extra: defined(classes.prediction.filter((name) => name === 'extra').length),
    split: defined(classes.splitCount),
    merged: defined(classes.mergeCount),
  }
}

/** F1 at every threshold and the mean over them. */
function f1Curve(
  table: OverlapTable,
  how: ReturnType<typeof matchingOptionsOf>,
  policy: EmptyCasePolicy,
): Record<string, Score> {
  const curve = matchingThresholds.map(
    (threshold) => matchingScores(matchObjects(table, { threshold, ...how }), policy).f1,
  )
  const total = curve.reduce((sum, score) => sum + numberOf(score), 0)
  return {
    ...Object.fromEntries(curve.map((score, place) => [`f1@${matchingThresholds[place]!}`, score])),
    'f1-mean@0.5:0.95': Number.isNaN(total)
      ? undefinedScore('both-empty')
      : defined(total / curve.length),
  }
}
