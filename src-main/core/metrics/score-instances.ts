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
import { overlapTable, type OverlapTable } from './overlap-table.ts'
import { defined, numberOf, toWireRecord, undefinedScore } from './score.ts'

export const instanceOptionDefaults = { comparison: '>=' } as const

export interface InstanceScores {
  /** By metric id; infinities as words. */
  readonly scores: Readonly<Record<string, Score>>
  readonly objects: ObjectErrors
}

/** Throws `shape-mismatch` and `bad-options`. */
export function scoreInstances(
  truth: LabelImage,
  prediction: LabelImage,
  options: MetricOptions = {},
): InstanceScores {
  requireKnownOptions(options, ['emptyCasePolicy', ...Object.keys(instanceOptionDefaults)])
  const policy = emptyCasePolicyOption(options)
  const comparison = choiceOption<Comparison>(options, 'comparison', ['>=', '>'], '>=')
  const table = overlapTable(truth, prediction)
  const atHalf = matchObjects(table, { threshold: 0.5, comparison })
  return {
    scores: toWireRecord({
      ...scoresAtHalf(matchingScores(atHalf, policy)),
      ...errorCounts(classifyObjects(table, atHalf)),
      'count-error': defined(atHalf.predictionCount - atHalf.truthCount),
      ...f1Curve(table, comparison, policy),
    }),
    objects: objectErrors({ truth, prediction }, table, atHalf),
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
