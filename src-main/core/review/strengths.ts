/**
 * Strengths by Bradley and Terry with bootstrap intervals: units (samples, or images) are drawn anew with all their
 * judgements. A draw in which some tools were never beaten has no strengths; it is counted, never left out silently.
 */
import type { NoDifference, ReviewFigure } from '../../contract/reviews.ts'
import { counted } from '../counted.ts'
import { percentileInterval } from '../statistics/bootstrap.ts'
import { createRandom } from '../statistics/random.ts'
import { bradleyTerry, type Wins } from './bradley-terry.ts'
import type { Judgement } from './judgements.ts'
import { worthOf } from './preference.ts'

export interface StrengthOptions {
  readonly noDifference: NoDifference
  readonly level: number
  readonly seed: number
  readonly names: readonly string[]
}

export interface Strengths {
  readonly draws: number
  readonly note: string
  readonly tools: readonly ReviewFigure[]
}

export const strengthDraws = 1000
/** More draws without strengths than this, and the rest no longer say how the strengths vary. */
const mostWithout = 0.05

/** `judgements`: first times of pairs only. */
export function strengthsOf(
  judgements: readonly Judgement[],
  { noDifference, level, seed, names }: StrengthOptions,
): Strengths {
  const units = [...Map.groupBy(judgements, ({ unit }) => unit)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => winsOf(own, names.length, noDifference))
  const fitted = bradleyTerry(total(units, names.length))
  if (judgements.length === 0) return without(names, 'nobody judged them')
  if ('above' in fitted) return without(names, splitInWords(fitted, names))
  const drawn = drawStrengths(units, names.length, seed)
  const lost = strengthDraws - drawn.length
  const isFewUnits = units.length < 2
  const hasInterval = !isFewUnits && lost <= mostWithout * strengthDraws
  const note = isFewUnits
    ? 'One unit alone has no interval.'
    : lost === 0
      ? ''
      : `In ${String(lost)} of ${String(strengthDraws)} draws some tools were never beaten by the others, so these have no strengths${hasInterval ? ' and are left out of the intervals' : ' and no interval is given'}.`
  return {
    draws: isFewUnits ? 0 : strengthDraws,
    note,
    tools: fitted.strengths.map((value, tool) => {
      const values = Float64Array.from(drawn, (one) => one[tool]!)
      const { lower, upper } = hasInterval
        ? percentileInterval(values, level)
        : { lower: null, upper: null }
      return { value, lower, upper, n: units.length, note: '' }
    }),
  }
}

function without(names: readonly string[], reason: string): Strengths {
  return { draws: 0, note: '', tools: names.map(() => ({ undefined: reason })) }
}

function splitInWords(
  { above, below }: { readonly above: readonly number[]; readonly below: readonly number[] },
  names: readonly string[],
): string {
  const listed = (tools: readonly number[]): string =>
    tools.length > 3 ? counted(tools.length, 'tool') : tools.map((at) => names[at]).join(', ')
  return `${listed(above)} ${above.length === 1 ? 'was' : 'were'} never beaten by ${listed(below)}, so no finite strengths fit`
}

function winsOf(
  judgements: readonly Judgement[],
  tools: number,
  noDifference: NoDifference,
): number[][] {
  const wins = empty(tools)
  for (const one of judgements) {
    const [a, b] = one.tools
    const worth = worthOf(one, noDifference)
    if (worth === null || a === undefined || b === undefined) continue
    wins[a]![b]! += worth
    wins[b]![a]! += 1 - worth
  }
  return wins
}

function drawStrengths(units: readonly Wins[], tools: number, seed: number): (readonly number[])[] {
  const random = createRandom(seed)
  return Array.from({ length: units.length < 2 ? 0 : strengthDraws }, () => {
    const chosen = units.map(() => units[random.nextInteger(units.length)]!)
    const fitted = bradleyTerry(total(chosen, tools), 1e-6)
    return 'strengths' in fitted ? [fitted.strengths] : []
  }).flat()
}

function total(units: readonly Wins[], tools: number): number[][] {
  const wins = empty(tools)
  for (const unit of units)
    for (const [i, row] of unit.entries()) for (const [j, won] of row.entries()) wins[i]![j]! += won
  return wins
}

const empty = (tools: number): number[][] =>
  Array.from({ length: tools }, () => new Array<number>(tools).fill(0))
