/** Ratios of a matching: precision, recall, F1, critical success index, panoptic quality. */
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import { emptyCaseScore, type Presence, type RatioKind } from './empty-cases.ts'
import type { Matching } from './matching.ts'
import { defined, undefinedScore } from './score.ts'

export interface MatchingScores {
  readonly precision: Score
  readonly recall: Score
  readonly f1: Score
  /** TP / (TP + FP + FN): StarDist's "accuracy", Cellpose's "AP". */
  readonly criticalSuccessIndex: Score
  /** Mean agreement of the matched pairs. */
  readonly meanMatchedScore: Score
  /** Sum of the matched pairs' agreement / number of true objects. */
  readonly meanTrueScore: Score
  readonly panopticQuality: Score
}

export function matchingScores(matching: Matching, policy: EmptyCasePolicy): MatchingScores {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, scoreSum } = matching
  const presence = presenceOf(matching)
  const score = (kind: RatioKind, numerator: number, denominator: number): Score =>
    emptyCaseScore(kind, presence, policy, 'undefined') ?? defined(numerator / denominator)
  return {
    precision: score('precision', tp, tp + fp),
    recall: score('recall', tp, tp + fn),
    f1: score('agreement', 2 * tp, 2 * tp + fp + fn),
    criticalSuccessIndex: score('agreement', tp, tp + fp + fn),
    meanMatchedScore: meanMatchedScore(matching, policy),
    meanTrueScore: score('recall', scoreSum, tp + fn),
    panopticQuality: score('agreement', scoreSum, tp + fp / 2 + fn / 2),
  }
}

/** Undefined without a match; the reference policy writes 0 unless both sides are empty. */
function meanMatchedScore(matching: Matching, policy: EmptyCasePolicy): Score {
  if (matching.truePositives > 0) return defined(matching.scoreSum / matching.truePositives)
  const { truth, prediction } = presenceOf(matching)
  if (!truth && !prediction) return undefinedScore('both-empty')
  if (policy === 'reference') return defined(0)
  if (!truth) return undefinedScore('truth-empty')
  return undefinedScore(prediction ? 'no-matches' : 'prediction-empty')
}

function presenceOf({ truthCount, predictionCount }: Matching): Presence {
  return { truth: truthCount > 0, prediction: predictionCount > 0 }
}
