/** Scores of a tool's cases for a row that was measured case by case, and how units of them are drawn anew. */
import type { CaseScore, Comparison } from '../../contract/comparison.ts'
import { createRandom } from '../statistics/random.ts'
import { numberOf, type CaseValue } from '../statistics/units.ts'

/** What a row counts of the cases of one tool; null: it is no row of single cases. */
export type CaseNumbers = readonly CaseValue[]

export function scoresOfMetric(
  cases: Comparison['cases'],
  tool: string,
  metric: string,
  within: ReadonlySet<string> | null,
): CaseNumbers {
  if (within === null) return scoresOfAll(cases, tool, metric)
  return numbersOf(
    cases.filter(({ id }) => within.has(id)),
    tool,
    metric,
  )
}

/** Of all cases, which never change: taken once as long as the comparison is in memory. */
function scoresOfAll(cases: Comparison['cases'], tool: string, metric: string): CaseNumbers {
  const taken = takenBefore.get(cases) ?? new Map<string, CaseNumbers>()
  takenBefore.set(cases, taken)
  const key = `${tool}\n${metric}`
  const known = taken.get(key) ?? numbersOf(cases, tool, metric)
  taken.set(key, known)
  return known
}

const takenBefore = new WeakMap<Comparison['cases'], Map<string, CaseNumbers>>()

function numbersOf(cases: Comparison['cases'], tool: string, metric: string): CaseNumbers {
  return cases.map(({ id, sample, scores }) => ({
    case: id,
    sample,
    score: scores[tool]?.[metric] ?? notComputed,
  }))
}

const notComputed: CaseScore = { undefined: 'not-computed' }

/** Enough to tell 90 % from 80 %; each is one more column of every mark. */
export const resamplingDraws = 200

export interface Draws {
  /** Mean over the drawn units that have a value, per draw; NaN where none has. */
  meansOf(values: CaseNumbers): Float64Array
}

/**
 * The same draw means the same units in every row and for every tool. A unit is a sample where any case names
 * one, else a case, as in `statistics/units.ts`. Null with fewer than two units.
 */
export function drawUnits(cases: Comparison['cases'], seed: number): Draws | null {
  const bySeed = drawnBefore.get(cases) ?? new Map<number, Draws | null>()
  drawnBefore.set(cases, bySeed)
  const known = bySeed.get(seed)
  if (known !== undefined) return known
  const drawn = drawAnew(cases, seed)
  bySeed.set(seed, drawn)
  return drawn
}

const drawnBefore = new WeakMap<Comparison['cases'], Map<number, Draws | null>>()

function drawAnew(cases: Comparison['cases'], seed: number): Draws | null {
  const names = cases.map(({ id, sample }) => (sample === null ? `case ${id}` : `sample ${sample}`))
  const units = [...new Set(names)].sort()
  if (units.length < 2) return null
  const place = new Map(units.map((unit, at) => [unit, at]))
  const unitOfCase = new Map(cases.map(({ id }, at) => [id, place.get(names[at]!)!]))
  const random = createRandom(seed)
  const drawn = Uint32Array.from({ length: resamplingDraws * units.length }, () =>
    random.nextInteger(units.length),
  )
  const ids = cases.map(({ id }) => id)
  const unitAt = ids.map((id) => unitOfCase.get(id)!)
  const meansBefore = new WeakMap<CaseNumbers, Float64Array>()
  return {
    meansOf(values) {
      const known = meansBefore.get(values)
      if (known !== undefined) return known
      const sums = new Float64Array(units.length)
      const counts = new Float64Array(units.length)
      for (const [at, { case: id, score }] of values.entries()) {
        const unit = ids[at] === id ? unitAt[at] : unitOfCase.get(id)
        const value = numberOf(score)
        if (unit === undefined || value === null) continue
        sums[unit]! += value
        counts[unit]!++
      }
      const means = sums.map((sum, unit) => sum / counts[unit]!) // NaN without a value
      const made = drawnMeans(means, drawn)
      meansBefore.set(values, made)
      return made
    },
  }
}

function drawnMeans(means: Float64Array, drawn: Uint32Array): Float64Array {
  const units = means.length
  const result = new Float64Array(resamplingDraws)
  for (let draw = 0; draw < resamplingDraws; draw++) {
    let sum = 0
    let count = 0
    for (let at = draw * units; at < (draw + 1) * units; at++) {
      const value = means[drawn[at]!]!
      if (value !== value) continue
      sum += value
      count++
    }
    result[draw] = sum / count
  }
  return result
}
