/** Scores of detected points from their pairs. Both sides empty, or one of them: `empty-cases`. */
import type { EmptyCasePolicy, Score } from '../../../contract/words.ts'
import { emptyCaseScore, type RatioKind } from '../empty-cases.ts'
import { defined, undefinedScore } from '../score.ts'
import type { PointPair } from './match-points.ts'

export interface PointScores {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly precision: Score
  readonly recall: Score
  /** 2 TP / (2 TP + FP + FN). */
  readonly f1: Score
  /** TP / (TP + FP + FN). */
  readonly accuracy: Score
  /** Root of the mean squared distance over pairs. */
  readonly localisationRmse: Score
  readonly meanDistance: Score
  /** Predicted minus true points. */
  readonly countError: Score
}

export function pointScores(
  pairs: readonly PointPair[],
  counts: { readonly truth: number; readonly prediction: number },
  policy: EmptyCasePolicy,
): PointScores {
  const tp = pairs.length
  const fp = counts.prediction - tp
  const fn = counts.truth - tp
  const presence = { truth: counts.truth > 0, prediction: counts.prediction > 0 }
  const share = (kind: RatioKind, numerator: number, denominator: number): Score =>
    emptyCaseScore(kind, presence, policy, 'undefined') ?? defined(numerator / denominator)
  const overPairs = (value: (sum: (of: (pair: PointPair) => number) => number) => number): Score =>
    tp === 0
      ? undefinedScore('no-matches')
      : defined(value((of) => pairs.reduce((total, pair) => total + of(pair), 0)))
  return {
    truePositives: tp,
    falsePositives: fp,
    falseNegatives: fn,
    precision: share('precision', tp, tp + fp),
    recall: share('recall', tp, tp + fn),
    f1: share('agreement', 2 * tp, 2 * tp + fp + fn),
    accuracy: share('agreement', tp, tp + fp + fn),
    localisationRmse: overPairs((sum) => Math.sqrt(sum(({ distance }) => distance ** 2) / tp)),
    meanDistance: overPairs((sum) => sum(({ distance }) => distance) / tp),
    countError: defined(counts.prediction - counts.truth),
  }
}

/**
 * Spotiflow's panoptic quality for points: every pair counts the more the closer it is, 1 at distance 0
 * and 0 at the gate; (sum of that) / (TP + FP/2 + FN/2).
 */
export function pointPanopticQuality(
  pairs: readonly PointPair[],
  counts: { readonly truth: number; readonly prediction: number },
  gate: number,
): Score {
  const total = (counts.truth + counts.prediction) / 2
  if (total === 0) return undefinedScore('both-empty')
  const closeness = pairs.reduce((sum, { distance }) => sum + (gate - distance) / gate, 0)
  return defined(closeness / total)
}
