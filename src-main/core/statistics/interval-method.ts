/**
 * Which interval a mean gets, and how often that one held the true mean in simulations
 * (`npm run bench -- statistics`, where the figures of this file come from).
 */

export type IntervalMethod = 't' | 'logit-t' | 'percentile-bootstrap' | 'bca-bootstrap'

/** Possible scores of a metric; null where there is no bound. */
export type ScoreRange = readonly [low: number | null, high: number | null]

/** From this many units on, Student's interval holds as often as it says, near a bound too. */
export const studentFrom = 50

/** Student's, except for few scores between two bounds. */
export function defaultMethod(n: number, range: ScoreRange): IntervalMethod {
  return bounds(range) !== null && n < studentFrom ? 'logit-t' : 't'
}

/** Both bounds, or null where one is open. */
export function bounds([low, high]: ScoreRange): readonly [low: number, high: number] | null {
  return low === null || high === null ? null : [low, high]
}
