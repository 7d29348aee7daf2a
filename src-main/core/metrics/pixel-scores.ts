/** Ratios of a two-class pixel count: Dice, IoU, F-beta, sensitivity and their kin. */
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import type { ConfusionCounts } from './confusion-counts.ts'
import { emptyCaseScore, type RatioKind } from './empty-cases.ts'
import { defined, ratio, undefinedScore } from './score.ts'

export interface PixelScores {
  readonly dice: Score
  readonly iou: Score
  readonly precision: Score
  readonly recall: Score
  readonly specificity: Score
  readonly accuracy: Score
  /** Mean recall over the classes present in the truth. */
  readonly balancedAccuracy: Score
  readonly matthewsCorrelation: Score
  readonly cohenKappa: Score
}

export function pixelScores(counts: ConfusionCounts, policy: EmptyCasePolicy): PixelScores {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts
  const overlap = overlapScorer(counts, policy)
  return {
    dice: overlap('agreement', 2 * tp, 2 * tp + fp + fn),
    iou: overlap('agreement', tp, tp + fp + fn),
    precision: overlap('precision', tp, tp + fp),
    recall: overlap('recall', tp, tp + fn),
    specificity: ratio(tn, tn + fp, 'no-background'),
    accuracy: ratio(tp + tn, tp + fp + fn + tn, 'truth-empty'),
    balancedAccuracy: balancedAccuracy(counts, policy),
    matthewsCorrelation: matthewsCorrelation(counts, policy),
    cohenKappa: cohenKappa(counts, policy),
  }
}

/** F-beta = (1 + b²) P R / (b² P + R) = (1 + b²) TP / ((1 + b²) TP + b² FN + FP). */
export function fBeta(counts: ConfusionCounts, beta: number, policy: EmptyCasePolicy): Score {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn } = counts
  const weight = beta * beta
  const numerator = (1 + weight) * tp
  return overlapScorer(counts, policy)('agreement', numerator, numerator + weight * fn + fp)
}

function overlapScorer(
  { truePositives: tp, falsePositives: fp, falseNegatives: fn }: ConfusionCounts,
  policy: EmptyCasePolicy,
) {
  const presence = { truth: tp + fn > 0, prediction: tp + fp > 0 }
  return (kind: RatioKind, numerator: number, denominator: number): Score =>
    emptyCaseScore(kind, presence, policy, 'one') ?? defined(numerator / denominator)
}

function balancedAccuracy(counts: ConfusionCounts, policy: EmptyCasePolicy): Score {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts
  const recalls = [
    ...(tp + fn > 0 ? [tp / (tp + fn)] : []),
    ...(tn + fp > 0 ? [tn / (tn + fp)] : []),
  ]
  if (recalls.length < (policy === 'touchstone' ? 2 : 1)) return undefinedScore('single-class')
  return defined(recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length)
}

/** (TP TN - FP FN) / sqrt((TP+FP)(TP+FN)(TN+FP)(TN+FN)); the root of a square is exact, so equal masks give 1. */
function matthewsCorrelation(counts: ConfusionCounts, policy: EmptyCasePolicy): Score {
  if (isSingleClass(counts, policy)) return undefinedScore('single-class')
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts
  const scale = Math.sqrt((tp + fp) * (tp + fn)) * Math.sqrt((tn + fp) * (tn + fn))
  return ratio(tp * tn - fp * fn, scale, 'single-class')
}

/** (p_o - p_e) / (1 - p_e), multiplied out: 2 (TP TN - FP FN) / ((TP+FP)(FP+TN) + (TP+FN)(FN+TN)). */
function cohenKappa(counts: ConfusionCounts, policy: EmptyCasePolicy): Score {
  if (isSingleClass(counts, policy)) return undefinedScore('single-class')
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts
  const disagreement = (tp + fp) * (fp + tn) + (tp + fn) * (fn + tn)
  return ratio(2 * (tp * tn - fp * fn), disagreement, 'single-class')
}

function isSingleClass(
  { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn }: ConfusionCounts,
  policy: EmptyCasePolicy,
): boolean {
  return policy === 'touchstone' && (tp + fn === 0 || tn + fp === 0)
}
