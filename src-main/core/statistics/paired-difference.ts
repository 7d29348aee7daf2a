/** Differences A - B on the units both tools have a value for: the only fair comparison of two tools. */
import { mean } from './moments.ts'
import { tInterval } from './t-interval.ts'
import { numberOf, unitValues, type CaseValue, type Unit, type UnitValue } from './units.ts'

export interface PairedDifference {
  readonly unit: Unit
  /** One difference per unit, sorted by unit. */
  readonly differences: readonly UnitValue[]
  readonly n: number
  /** Null without a unit; the interval and `sd` null below two. */
  readonly mean: number | null
  readonly sd: number | null
  readonly lower: number | null
  readonly upper: number | null
  /** Cases left out because one of the scores is missing, undefined or failed, or infinite. */
  readonly leftOut: { readonly withoutScore: number; readonly infinite: number }
}

export function pairedDifference(
  a: readonly CaseValue[],
  b: readonly CaseValue[],
  level = 0.95,
): PairedDifference {
  const scoresB = new Map(b.map(({ case: name, score }) => [name, numberOf(score)]))
  const known = new Set(a.map(({ case: name }) => name))
  let withoutScore = b.filter(({ case: name }) => !known.has(name)).length
  let infinite = 0
  const differences: CaseValue[] = []
  for (const { case: name, sample, score } of a) {
    const scoreA = numberOf(score)
    const scoreB = scoresB.get(name) ?? null
    if (scoreA === null || scoreB === null) withoutScore++
    else if (!Number.isFinite(scoreA) || !Number.isFinite(scoreB)) infinite++
    else differences.push({ case: name, sample, score: { value: scoreA - scoreB } })
  }
  const { unit, values } = unitValues(differences)
  const numbers = values.map(({ value }) => value)
  const n = numbers.length
  const interval = n < 2 ? { sd: null, lower: null, upper: null } : tInterval(numbers, level)
  return {
    unit,
    differences: values,
    n,
    mean: n === 0 ? null : mean(numbers),
    sd: interval.sd,
    lower: interval.lower,
    upper: interval.upper,
    leftOut: { withoutScore, infinite },
  }
}
