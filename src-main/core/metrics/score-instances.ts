/** All instance metrics of one case, and the error class of every object. */
import type { ObjectErrors } from '../../contract/images.ts'
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import type { LabelImage } from '../images/types.ts'
import { matchingThresholds, matchObjects, type Comparison } from './matching.ts'
import { matchingScores, type MatchingScores } from './matching-scores.ts'
import {
  choiceOption,
  emptyCasePolicyOption,
  requireKnownOptions,
  type MetricOptions,
} from './metric-options.ts'
import { classifyObjects, objectErrors } from './object-errors.ts'
import { applyObjectPolicy, objectPolicyDefaults, objectPolicyOf } from './object-policy.ts'
import type { OverlapTable } from './overlap-table.ts'
import { createPairTally, type TalliedPair } from './pair-tally.ts'
import { instanceScoresOnRequest } from './score-instances-on-request.ts'
import { requireSameShape } from './require-same-shape.ts'
import { defined, numberOf, toWireRecord, undefinedScore } from './score.ts'

export const instanceOptionDefaults = { comparison: '>=' } as const

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
  const tally = createPairTally(truth.shape)
  tally.add(truth.data, prediction.data)
  return scoreTalliedInstances(tally.finish(), options, wanted)
}

/** The same from images that were walked in pieces. Throws `bad-options`. */
export function scoreTalliedInstances(
  whole: TalliedPair,
  options: MetricOptions = {},
  wanted: readonly string[] = [],
): InstanceScores {
  const known = { ...instanceOptionDefaults, ...objectPolicyDefaults }
  requireKnownOptions(options, ['emptyCasePolicy', ...Object.keys(known)])
  const policy = emptyCasePolicyOption(options)
  const comparison = choiceOption<Comparison>(options, 'comparison', ['>=', '>'], '>=')
  const { pair, left } = applyObjectPolicy(whole, objectPolicyOf(options))
  const { table } = pair
  const atHalf = matchObjects(table, { threshold: 0.5, comparison })
  return {
    scores: toWireRecord({
      ...scoresAtHalf(matchingScores(atHalf, policy)),
      ...errorCounts(classifyObjects(table, atHalf)),
      'count-error': defined(atHalf.predictionCount - atHalf.truthCount),
      ...f1Curve(table, comparison, policy),
      ...instanceScoresOnRequest(table, wanted, { comparison, policy }),
    }),
    objects: objectErrors(pair, atHalf),
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
  comparison: Comparison,
  policy: EmptyCasePolicy,
): Record<string, Score> {
  const curve = matchingThresholds.map(
    (threshold) => matchingScores(matchObjects(table, { threshold, comparison }), policy).f1,
  )
  const total = curve.reduce((sum, score) => sum + numberOf(score), 0)
  return {
    ...Object.fromEntries(curve.map((score, place) => [`f1@${matchingThresholds[place]!}`, score])),
    'f1-mean@0.5:0.95': Number.isNaN(total)
      ? undefinedScore('both-empty')
      : defined(total / curve.length),
  }
}
