/**
 * clDice (Shit et al., CVPR 2021): do the centre lines of each mask lie in the other? Skeletons by Zhang &
 * Suen in a plane and by Lee in a volume; the algorithm is part of the metric.
 */
import type { EmptyCasePolicy, Score } from '../../../contract/words.ts'
import type { Mask } from '../../images/types.ts'
import { requireSameShape } from '../require-same-shape.ts'
import { defined, numberOf, ratio, undefinedScore } from '../score.ts'
import { skeleton2d } from './skeleton-2d.ts'
import { skeleton3d } from './skeleton-3d.ts'

export interface CentreLineScores {
  readonly clDice: Score
  /** Share of the prediction's skeleton that lies in the truth. */
  readonly topologyPrecision: Score
  /** Share of the truth's skeleton that lies in the prediction. */
  readonly topologySensitivity: Score
}

export function skeleton(mask: Mask): Mask {
  return mask.shape.length === 3 ? skeleton3d(mask) : skeleton2d(mask)
}

export function centreLineScores(
  truth: Mask,
  prediction: Mask,
  policy: EmptyCasePolicy,
): CentreLineScores {
  requireSameShape(truth, prediction)
  const isEmpty = { truth: !hasForeground(truth), prediction: !hasForeground(prediction) }
  const inTruth = insideShare(skeleton(prediction), truth)
  const inPrediction = insideShare(skeleton(truth), prediction)
  const topologyPrecision = ratio(
    inTruth.inside,
    inTruth.all,
    isEmpty.prediction ? 'prediction-empty' : 'empty-skeleton',
  )
  const topologySensitivity = ratio(
    inPrediction.inside,
    inPrediction.all,
    isEmpty.truth ? 'truth-empty' : 'empty-skeleton',
  )
  return {
    clDice: clDice(topologyPrecision, topologySensitivity, isEmpty, policy),
    topologyPrecision,
    topologySensitivity,
  }
}

function clDice(
  precision: Score,
  sensitivity: Score,
  isEmpty: { readonly truth: boolean; readonly prediction: boolean },
  policy: EmptyCasePolicy,
): Score {
  if (isEmpty.truth && isEmpty.prediction)
    return policy === 'reference' ? defined(1) : undefinedScore('both-empty')
  if (isEmpty.truth || isEmpty.prediction) return defined(0)
  if ('undefined' in precision) return precision
  if ('undefined' in sensitivity) return sensitivity
  const [p, s] = [numberOf(precision), numberOf(sensitivity)]
  // the reference leaves 0/0 undefined; two masks whose lines miss each other are simply bad
  if (p + s === 0) return policy === 'reference' ? undefinedScore('no-matches') : defined(0)
  return defined((2 * p * s) / (p + s))
}

function insideShare(line: Mask, mask: Mask): { readonly inside: number; readonly all: number } {
  let all = 0
  let inside = 0
  for (let i = 0; i < line.data.length; i++) {
    if (line.data[i] === 0) continue
    all++
    if (mask.data[i] !== 0) inside++
  }
  return { inside, all }
}

function hasForeground({ data }: Mask): boolean {
  return data.some((value) => value !== 0)
}
