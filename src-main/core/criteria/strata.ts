/** Factors of a dataset's cases, and which cases have a value of one. Cases without factors differ by sample. */
import type { Criterion, CriteriaMatrix } from '../../contract/criteria.ts'
import type { FrozenCase } from '../../contract/datasets.ts'

type FactoredCase = Pick<FrozenCase, 'id' | 'sample' | 'factors'>

/** A case's value of a factor as text; null where it states none. A factor named `sample` comes first. */
export function factorOf({ sample, factors }: FactoredCase, factor: string): string | null {
  const value = factors[factor] ?? (factor === 'sample' ? sample : null)
  return value === null ? null : String(value)
}

/** `cases`: those that were compared. Values in the order of numbers, else of the alphabet. */
export function strataOf(cases: readonly FactoredCase[]): CriteriaMatrix['strata'] {
  const stated = [...new Set(cases.flatMap(({ factors }) => Object.keys(factors)))].sort()
  const hasSamples = cases.some(({ sample }) => sample !== null)
  const factors = stated.length === 0 && hasSamples ? ['sample'] : stated
  return factors.map((factor) => {
    const counts = new Map<string, number>()
    for (const one of cases) {
      const value = factorOf(one, factor)
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return {
      factor,
      values: [...counts]
        .map(([value, of]) => ({ value, cases: of }))
        .sort((a, b) => compareValues(a.value, b.value)),
    }
  })
}

/** Ids of the cases of a row's stratum; null for all. */
export function casesIn(
  cases: readonly FactoredCase[],
  stratum: Criterion['stratum'],
): ReadonlySet<string> | null {
  if (stratum === null) return null
  return new Set(
    cases.filter((one) => factorOf(one, stratum.factor) === stratum.value).map(({ id }) => id),
  )
}

function compareValues(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)]
  return Number.isNaN(x) || Number.isNaN(y) ? (a < b ? -1 : 1) : x - y
}
