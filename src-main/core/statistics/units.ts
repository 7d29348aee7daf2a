/**
 * From scores of cases to values of independent units: the sample where a case names one, else the
 * image itself. Cases of one sample are averaged first; undefined and failed cases take no part but
 * are counted.
 */
import type { CaseScore } from '../../contract/comparison.ts'
import type { Real, Score } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { mean } from './moments.ts'

/** One case's score by one tool; `failed` where the tool produced nothing. */
export interface CaseValue {
  readonly case: string
  readonly sample: string | null
  readonly score: CaseScore | 'failed'
}

export type Unit = 'image' | 'sample'

/** The mean over one unit's cases. */
export interface UnitValue {
  readonly unit: string
  readonly value: number
}

export interface UnitValues {
  /** `sample` as soon as one case names its sample. */
  readonly unit: Unit
  /** Sorted by unit, so that nothing depends on the order of cases. */
  readonly values: readonly UnitValue[]
  readonly undefined: number
  readonly failed: number
}

export function unitValues(values: readonly CaseValue[]): UnitValues {
  const groups = new Map<string, number[]>()
  const seen = new Set<string>()
  let undefinedCases = 0
  let failed = 0
  for (const { case: name, sample, score } of values) {
    if (seen.has(name)) {
      throw new TouchstoneError('bad-request', `Case ${name} has two scores; one is expected.`)
    }
    seen.add(name)
    if (isFailed(score)) failed++
    else if ('undefined' in score) undefinedCases++
    const value = numberOf(score)
    if (value !== null) addTo(groups, sample === null ? `case ${name}` : `sample ${sample}`, value)
  }
  return {
    unit: values.some(({ sample }) => sample !== null) ? 'sample' : 'image',
    values: [...groups]
      .map(([unit, scores]) => ({ unit, value: mean(scores) }))
      .sort((a, b) => (a.unit < b.unit ? -1 : 1)),
    undefined: undefinedCases,
    failed,
  }
}

/** Failed cases as `worst`; undefined scores stay undefined. Null: as they are. */
export function failedAs(values: readonly CaseValue[], worst: number | null): readonly CaseValue[] {
  if (worst === null) return values
  return values.map((one) => (isFailed(one.score) ? { ...one, score: { value: worst } } : one))
}

/** How far from zero: what is compared where zero is best, whichever side a score lies on. */
export function magnitudesOf(values: readonly CaseValue[]): readonly CaseValue[] {
  return values.map((one) => {
    const value = numberOf(one.score)
    return value === null ? one : { ...one, score: { value: realOf(Math.abs(value)) } }
  })
}

/** The number behind a score; null where undefined or failed. */
export function numberOf(score: CaseScore | 'failed'): number | null {
  return isFailed(score) || 'undefined' in score ? null : Number(score.value)
}

/** A number as it crosses the wire: infinities as words. NaN is a defect here. */
export function realOf(value: number): Real {
  if (Number.isFinite(value)) return value
  if (Number.isNaN(value))
    throw new TouchstoneError('internal', 'A mean of scores came out as NaN.')
  return value > 0 ? 'Infinity' : '-Infinity'
}

/** The tool produced nothing, which is not the same as an undefined score. */
export function isFailed(
  score: CaseScore | 'failed',
): score is 'failed' | Exclude<CaseScore, Score> {
  return score === 'failed' || 'failed' in score
}

function addTo(groups: Map<string, number[]>, key: string, value: number): void {
  const group = groups.get(key)
  if (group) group.push(value)
  else groups.set(key, [value])
}
