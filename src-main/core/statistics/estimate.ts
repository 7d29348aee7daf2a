/** The mean of a tool's scores over independent units, with an interval and what it stands on. */
import type { Estimate } from '../../contract/metrics.ts'
import type { Json } from '../../contract/words.ts'
import { bcaInterval, drawIndices, jackknife, percentileInterval, resampled } from './bootstrap.ts'
import { bounds, defaultMethod, type IntervalMethod, type ScoreRange } from './interval-method.ts'
import { logitInterval } from './logit-interval.ts'
import { mean } from './moments.ts'
import { createRandom, generatorId } from './random.ts'
import { simulatedCoverage } from './simulated-coverage.ts'
import { tInterval } from './t-interval.ts'
import { failedAs, realOf, unitValues, type CaseValue, type Unit } from './units.ts'

export interface EstimateOptions {
  /** Share of intervals that hold the true mean, default 0.95. */
  readonly level?: number
  /** Default: by range and number of units. */
  readonly method?: IntervalMethod
  /** Possible scores; default: no bounds. */
  readonly range?: ScoreRange
  /** Bootstrap only. */
  readonly draws?: number
  readonly seed?: number
  /** Value of failed cases in a second mean, `options.meanWithWorst`. */
  readonly worst?: number
  /** Give the percentile bootstrap beside another interval, as `options.percentileBootstrap`. */
  readonly beside?: boolean
}

const unbounded: ScoreRange = [null, null]

/** Enough for a second opinion on the leading metric. */
const besideDraws = 2000

/** Undefined scores and failed cases are counted, never taken as zero. */
export function estimateMean(
  values: readonly CaseValue[],
  options: EstimateOptions = {},
): Estimate {
  const { level = 0.95, draws = 10_000, seed = 0, worst, range = unbounded } = options
  const units = unitValues(values)
  const numbers = units.values.map(({ value }) => value)
  const method = fitting(options.method ?? defaultMethod(numbers.length, range), numbers, range)
  const recorded: Record<string, Json> = { level, unit: units.unit }
  if (isDrawn(method)) Object.assign(recorded, { draws, seed, generator: generatorId })
  if (worst !== undefined) {
    const all = unitValues(failedAs(values, worst)).values.map(({ value }) => value)
    Object.assign(recorded, { worst, meanWithWorst: all.length === 0 ? null : meanOf(all) })
  }
  const reason = whyNoInterval(numbers, units.unit)
  const interval =
    reason === null ? intervalOf(numbers, { level, method, draws, seed, range }) : null
  if (interval !== null) {
    const simulated = simulatedCoverage(method, { n: numbers.length, level, range })
    if (simulated !== null) recorded.simulatedCoverage = { ...simulated }
    if (options.beside === true && !isDrawn(method))
      recorded.percentileBootstrap = besides(numbers, { level, seed })
  }
  return {
    mean: numbers.length === 0 ? null : meanOf(numbers),
    lower: interval ? interval.lower : null,
    upper: interval ? interval.upper : null,
    n: numbers.length,
    undefined: units.undefined,
    failed: units.failed,
    method,
    options: recorded,
    note: reason ?? whyNoWidth(numbers, units.unit),
  }
}

/** Infinite scores of both signs have no mean; none of our metrics has both. */
function meanOf(numbers: readonly number[]) {
  return realOf(mean(numbers))
}

function isDrawn(method: IntervalMethod): boolean {
  return method === 'percentile-bootstrap' || method === 'bca-bootstrap'
}

/** Scores that are not within the bounds of their metric cannot be given an interval within them. */
function fitting(
  method: IntervalMethod,
  numbers: readonly number[],
  range: ScoreRange,
): IntervalMethod {
  if (method !== 'logit-t') return method
  const ends = bounds(range)
  const isWithin = numbers.every((value) => ends !== null && value >= ends[0] && value <= ends[1])
  return isWithin ? method : 't'
}

function whyNoInterval(numbers: readonly number[], unit: Unit): string | null {
  if (numbers.length === 0) return `no ${unit} has a value`
  if (numbers.length === 1) return `one ${unit} has no interval`
  const infinite = numbers.filter((value) => !Number.isFinite(value)).length
  if (infinite > 0) return `no interval: infinite in ${infinite} of ${numbers.length} ${unit}s`
  return null
}

/** All right, or all wrong in the same way: that is not the same as no other value to come. */
function whyNoWidth(numbers: readonly number[], unit: Unit): string | null {
  const isConstant = numbers.every((value) => value === numbers[0])
  if (!isConstant) return null
  return `the same in all ${numbers.length} ${unit}s: the interval has no width and says nothing about other ${unit}s`
}

interface IntervalOptions {
  readonly level: number
  readonly method: IntervalMethod
  readonly draws: number
  readonly seed: number
  readonly range: ScoreRange
}

function intervalOf(
  numbers: readonly number[],
  { level, method, draws, seed, range }: IntervalOptions,
): { readonly lower: number; readonly upper: number } {
  const ends = bounds(range)
  if (method === 'logit-t' && ends !== null) return logitInterval(numbers, ends, level)
  if (!isDrawn(method)) return tInterval(numbers, level)
  const drawn = resampled(numbers, drawIndices(numbers.length, draws, seed))
  if (method === 'percentile-bootstrap') return percentileInterval(drawn, level)
  return bcaInterval(drawn, mean(numbers), jackknife(numbers), level)
}

/** Row by row as `drawIndices` draws them, without keeping the rows. */
function besides(
  numbers: readonly number[],
  { level, seed }: Pick<IntervalOptions, 'level' | 'seed'>,
): Json {
  const random = createRandom(seed)
  const n = numbers.length
  const drawn = Float64Array.from({ length: besideDraws }, () => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += numbers[random.nextInteger(n)]!
    return sum / n
  })
  const { lower, upper } = percentileInterval(drawn, level)
  return { lower, upper, draws: besideDraws, seed, generator: generatorId }
}
