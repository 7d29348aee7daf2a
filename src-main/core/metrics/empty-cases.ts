/**
 * What a ratio means when a side has nothing. The table of each policy stands in one place, so every
 * overlap metric, of pixels and of objects, treats empty cases alike.
 */
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import { defined, undefinedScore } from './score.ts'

/** Which sides have something: pixels of a mask, or objects of a label image. */
export interface Presence {
  readonly truth: boolean
  readonly prediction: boolean
}

/** What is asked of the sides: agreement of both (F1, Dice, IoU), or a share of one of them. */
export type RatioKind = 'agreement' | 'precision' | 'recall'

/**
 * The score of an empty case, null where both sides have something.
 *
 * `touchstone`: nothing on both sides is undefined; a share of nothing is undefined; else 0.
 * `reference`: as recommended with the reference values: masks both empty 1, objects both empty
 * undefined (`bothEmpty`); precision without prediction 0; recall without truth undefined.
 */
export function emptyCaseScore(
  kind: RatioKind,
  presence: Presence,
  policy: EmptyCasePolicy,
  bothEmpty: 'one' | 'undefined',
): Score | null {
  if (presence.truth && presence.prediction) return null
  if (!presence.truth && !presence.prediction)
    return policy === 'reference' && bothEmpty === 'one' ? defined(1) : undefinedScore('both-empty')
  if (kind === 'recall' && !presence.truth) return undefinedScore('truth-empty')
  if (kind === 'precision' && !presence.prediction && policy === 'touchstone')
    return undefinedScore('prediction-empty')
  return defined(0)
}
