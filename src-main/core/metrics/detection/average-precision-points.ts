/**
 * Average precision of scored points. By falling score each takes the nearest true point within the
 * gate that is still free (as COCO goes through boxes); steps are not interpolated.
 */
import type { EmptyCasePolicy, Score } from '../../../contract/words.ts'
import { emptyCaseScore } from '../empty-cases.ts'
import { defined } from '../score.ts'
import { countOf, pairsWithin, type PointPair, type Points } from './match-points.ts'

export interface ScoredPointsOptions {
  /** In the unit of the coordinates. */
  readonly gate: number
  readonly policy: EmptyCasePolicy
}

/** `scores`: one per predicted point; of equal ones the nearer point goes first. */
export function averagePrecisionOfPoints(
  truth: Points,
  prediction: Points,
  scores: Float64Array,
  { gate, policy }: ScoredPointsOptions,
): Score {
  const [truths, predictions] = [countOf(truth), countOf(prediction)]
  const presence = { truth: truths > 0, prediction: predictions > 0 }
  const empty = emptyCaseScore('agreement', presence, policy, 'undefined')
  if (empty !== null) return empty
  const isHit = hits(pairsWithin(truth, prediction, gate, undefined), scores, truths)
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!)
  let [truePositives, counted, sum] = [0, 0, 0]
  for (let at = 0; at < order.length;) {
    const score = scores[order[at]!]!
    const before = truePositives
    for (; at < order.length && scores[order[at]!] === score; at++) {
      counted++
      truePositives += isHit[order[at]!]!
    }
    sum += ((truePositives - before) / truths) * (truePositives / counted)
  }
  return defined(sum)
}

/** 1 for every predicted point that takes a true one. */
function hits(near: readonly PointPair[], scores: Float64Array, truths: number): Uint8Array {
  const taken = new Uint8Array(truths)
  const isHit = new Uint8Array(scores.length)
  const inTurn = near.toSorted(
    (a, b) =>
      scores[b.prediction]! - scores[a.prediction]! ||
      a.distance - b.distance ||
      a.prediction - b.prediction,
  )
  for (const { truth, prediction } of inTurn) {
    if (taken[truth] === 1 || isHit[prediction] === 1) continue
    taken[truth] = 1
    isHit[prediction] = 1
  }
  return isHit
}
