/**
 * A score: a value, or the named reason why there is none. Undefined is not zero and never NaN.
 * Infinite values (PSNR of identical images) are kept as numbers here and cross the wire as words.
 */
import type { Real, Score } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'

export type { Score }

/** Why a score has no value. Scripts match on these, so none is ever renamed. */
export const undefinedReasons = [
  'both-empty',
  'truth-empty',
  'prediction-empty',
  'no-matches',
  'single-class',
  'no-background',
  'constant-image',
  'constant-truth',
  'constant-prediction',
  'zero-range',
  'zero-truth',
  'no-finite-pixels',
  'image-too-small',
  'empty-skeleton',
  'no-pixel-pairs',
  'no-scores',
  'no-probabilities',
  'no-positive-class',
  'several-classes',
  'no-crossing',
  'not-a-plane',
  'no-peak',
  'no-input-image',
  'non-finite-pixels',
  'zero-data-range',
  'image-smaller-than-window',
  'no-object-classes',
] as const
export type UndefinedReason = (typeof undefinedReasons)[number]

/** Throws for NaN: a formula that can give NaN has to name its reason instead. */
export function defined(value: number): Score {
  if (Number.isNaN(value))
    throw new TouchstoneError('internal', 'A metric gave NaN where it should have named a reason.')
  return { value }
}

export function undefinedScore(reason: UndefinedReason): Score {
  return { undefined: reason }
}

/** `numerator / denominator`, or the reason where the denominator is 0. */
export function ratio(numerator: number, denominator: number, whenZero: UndefinedReason): Score {
  return denominator === 0 ? undefinedScore(whenZero) : defined(numerator / denominator)
}

/** The score's number, infinities included; NaN where it is undefined. For arithmetic, not for showing. */
export function numberOf(score: Score): number {
  return 'undefined' in score ? NaN : Number(score.value)
}

/** JSON has no infinities: they become the words `Infinity` and `-Infinity`. */
export function toWire(score: Score): Score {
  return 'undefined' in score ? score : { value: realToWire(numberOf(score)) }
}

export function toWireRecord(scores: Readonly<Record<string, Score>>): Record<string, Score> {
  return Object.fromEntries(Object.entries(scores).map(([id, score]) => [id, toWire(score)]))
}

function realToWire(value: number): Real {
  if (value === Infinity) return 'Infinity'
  if (value === -Infinity) return '-Infinity'
  return value
}
