/** The mean of a tool's scores over independent units, with an interval and what it stands on. */
import type { Estimate } from '../../contract/metrics.ts'
import type { Json } from '../../contract/words.ts'
import { bcaInterval, drawIndices, jackknife, percentileInterval, resampled } from './bootstrap.ts'
import { mean } from './moments.ts'
import { generatorId } from './random.ts'
import { tInterval } from './t-interval.ts'
import { realOf, unitValues, type CaseValue, type Unit } from './units.ts'

export type IntervalMethod = 't' | 'percentile-bootstrap' | 'bca-bootstrap'

export interface EstimateOptions {
  /** Share of intervals that hold the true mean, default 0.95. */
  readonly level?: number
  readonly method?: IntervalMethod
  /** Bootstrap only. */
  readonly draws?: number
  readonly seed?: number
  /** Value of undefined and failed cases in a second mean, `options.meanWithWorst`. */
  readonly worst?: number
}

/** Undefined scores and failed cases are counted, never taken as zero. */
export function estimateMean(
  values: readonly CaseValue[],
  options: EstimateOptions = {},
): Estimate {
  const { level = 0.95, method = 't', draws = 10_000, seed = 0, worst } = options
  const units = unitValues(values)
  const numbers = units.values.map(({ value }) => value)
  const recorded: Record<string, Json> = { level, unit: units.unit }
  if (method !== 't') Object.assign(recorded, { draws, seed, generator: generatorId })
  if (worst !== undefined) {
    const all = unitValues(values, worst).values.map(({ value }) => value)
    Object.assign(recorded, { worst, meanWithWorst: all.length === 0 ? null : meanOf(all) })
  }
  const note = whyNoInterval(numbers, units.unit)
  const interval = note === null ? intervalOf(numbers, { level, method, draws, seed }) : null
  return {
    mean: numbers.length === 0 ? null : meanOf(numbers),
    lower: interval ? interval.lower : null,
    upper: interval ? interval.upper : null,
    n: numbers.length,
    undefined: units.undefined,
    failed: units.failed,
    method,
    options: recorded,
    note,
  }
}

/** Infinite scores of both signs have no mean; none of our metrics has both. */
function meanOf(numbers: readonly number[]) {
  return realOf(mean(numbers))
}

function whyNoInterval(numbers: readonly number[], unit: Unit): string | null {
  if (numbers.length === 0) return `no ${unit} has a value`
  if (numbers.length === 1) return `one ${unit} has no interval`
  const infinite = numbers.filter((value) => !Number.isFinite(value)).length
  if (infinite > 0) return `no interval: infinite in ${infinite} of ${numbers.length} ${unit}s`
  return null
}

function intervalOf(
  numbers: readonly number[],
  { level, method, draws, seed }: Required<Omit<EstimateOptions, 'worst'>>,
): { readonly lower: number; readonly upper: number } {
  if (method === 't') return tInterval(numbers, level)
  const drawn = resampled(numbers, drawIndices(numbers.length, draws, seed))
  if (method === 'percentile-bootstrap') return percentileInterval(drawn, level)
  return bcaInterval(drawn, mean(numbers), jackknife(numbers), level)
}
