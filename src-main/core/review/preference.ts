/**
 * How often a tool was preferred, with Wilson's interval over independent units: answers to one sample (by several
 * raters, to several of its images) are averaged first, so that more raters do not pretend more samples.
 */
import type { NoDifference, ReviewFigure } from '../../contract/reviews.ts'
import { wilsonInterval } from '../statistics/wilson-interval.ts'
import { better, same, type Judgement } from './judgements.ts'

/** What one judgement is worth for its first tool; null where it takes no part. */
export function worthOf({ category }: Judgement, noDifference: NoDifference): number | null {
  if (category === same) return noDifference === 'half' ? 0.5 : null
  return category === better ? 1 : 0
}

export interface PairCounts {
  readonly a: number
  readonly b: number
  readonly better: number
  readonly worse: number
  readonly none: number
  /** Of a over b. */
  readonly share: ReviewFigure
}

export interface PreferenceOptions {
  readonly noDifference: NoDifference
  /** Of the interval, for instance 0.95. */
  readonly level: number
}

/** Every pair of tools, the smaller place first. `judgements`: first times only. */
export function pairCounts(
  judgements: readonly Judgement[],
  tools: number,
  options: PreferenceOptions,
): PairCounts[] {
  return pairsOf(tools).map(([a, b]) => {
    const own = judgements.filter(({ tools: [x, y] }) => x === a && y === b)
    const none = own.filter(({ category }) => category === same).length
    const won = own.filter(({ category }) => category === better).length
    const worths = own.map((one) => ({ unit: one.unit, worth: worthOf(one, options.noDifference) }))
    return {
      ...{ a, b, none, better: won, worse: own.length - none - won },
      share: shareOf(worths, options.level),
    }
  })
}

/** Of a tool against all others together. */
export function winRate(
  judgements: readonly Judgement[],
  tool: number,
  { noDifference, level }: PreferenceOptions,
): ReviewFigure {
  const worths = judgements
    .filter(({ tools }) => tools.length > 1 && tools.includes(tool))
    .map((one) => {
      const worth = worthOf(one, noDifference)
      return { unit: one.unit, worth: worth === null || one.tools[0] === tool ? worth : 1 - worth }
    })
  return shareOf(worths, level)
}

interface Worth {
  readonly unit: string
  readonly worth: number | null
}

/** The mean over units of their mean worth; a unit counts once, however often it was judged. */
export function shareOf(worths: readonly Worth[], level: number): ReviewFigure {
  if (worths.length === 0) return { undefined: 'nobody judged it' }
  const units = new Map<string, { sum: number; n: number }>()
  for (const { unit, worth } of worths) {
    if (worth === null) continue
    const known = units.get(unit) ?? { sum: 0, n: 0 }
    units.set(unit, { sum: known.sum + worth, n: known.n + 1 })
  }
  if (units.size === 0) return { undefined: 'every answer was no difference, which is left out' }
  const total = [...units.values()].reduce((sum, unit) => sum + unit.sum / unit.n, 0)
  // rounding must not lift a sum of shares above its count
  const { share, lower, upper } = wilsonInterval(Math.min(total, units.size), units.size, level)
  return { value: share, lower, upper, n: units.size, note: '' }
}

export function pairsOf(tools: number): (readonly [number, number])[] {
  const all = Array.from({ length: tools }, (_, at) => at)
  return all.flatMap((a) => all.filter((b) => b > a).map((b) => [a, b] as const))
}
