/**
 * How matched pairs agree by other measures than IoU, and the Dice of all foreground, as panoptica 2.1.4
 * (b0ac3e4) reports them. Sums over the pairs matched at IoU 0.5.
 */
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import { emptyCaseScore, type RatioKind } from './empty-cases.ts'
import type { MatchedPair, Matching } from './matching.ts'
import type { OverlapTable } from './overlap-table.ts'
import { defined, undefinedScore } from './score.ts'

/** Mean Dice of the pairs. */
export function matchedDice(
  table: OverlapTable,
  matching: Matching,
  policy: EmptyCasePolicy,
): Score {
  return meanOfPairs(matching, diceSum(table, matching), policy, 0)
}

/** Panoptic quality with Dice in place of IoU: sum over pairs / (TP + FP / 2 + FN / 2). */
export function panopticDice(
  table: OverlapTable,
  matching: Matching,
  policy: EmptyCasePolicy,
): Score {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn } = matching
  const sum = diceSum(table, matching)
  return emptyOr(matching, 'agreement', policy) ?? defined(sum / (tp + fp / 2 + fn / 2))
}

/** Mean over pairs of (|P| - |T|) / |T|, signed. */
export function matchedAreaError(table: OverlapTable, matching: Matching): Score {
  const sum = matching.pairs.reduce((total, pair) => {
    const area = table.truth.areas[pair.truth]!
    return total + (table.prediction.areas[pair.prediction]! - area) / area
  }, 0)
  return meanOfPairs(matching, sum, 'touchstone', null)
}

/** 2 |T and P| / (|T| + |P|) of all objects together. */
export function foregroundDice(
  table: OverlapTable,
  matching: Matching,
  policy: EmptyCasePolicy,
): Score {
  const total = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0)
  const shared = total(table.overlaps.map(({ pixels }) => pixels))
  const areas = total(table.truth.areas) + total(table.prediction.areas)
  return emptyOr(matching, 'agreement', policy) ?? defined((2 * shared) / areas)
}

/**
 * `sum` over the pairs by their number; without pairs undefined, under the reference policy `without` unless
 * both sides are empty.
 */
export function meanOfPairs(
  { truePositives, truthCount, predictionCount }: Matching,
  sum: number,
  policy: EmptyCasePolicy,
  without: number | null,
): Score {
  if (truePositives > 0) return defined(sum / truePositives)
  if (truthCount === 0 && predictionCount === 0) return undefinedScore('both-empty')
  if (policy === 'reference' && without !== null) return defined(without)
  if (truthCount === 0) return undefinedScore('truth-empty')
  return undefinedScore(predictionCount === 0 ? 'prediction-empty' : 'no-matches')
}

function diceSum(table: OverlapTable, { pairs }: Matching): number {
  const dice = ({ truth, prediction, pixels }: MatchedPair): number =>
    (2 * pixels) / (table.truth.areas[truth]! + table.prediction.areas[prediction]!)
  return pairs.reduce((sum, pair) => sum + dice(pair), 0)
}

function emptyOr(
  { truthCount, predictionCount }: Matching,
  kind: RatioKind,
  policy: EmptyCasePolicy,
): Score | null {
  const presence = { truth: truthCount > 0, prediction: predictionCount > 0 }
  return emptyCaseScore(kind, presence, policy, 'undefined')
}
