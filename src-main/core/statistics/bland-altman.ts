/**
 * Agreement of two measurements of the same cases (Bland and Altman, Lancet 1986; Stat Methods Med Res 8,
 * 1999): difference against mean, bias, 95 % limits, and whether the difference grows with what is measured.
 */
import { TouchstoneError } from '../errors.ts'
import { mean, standardDeviation } from './moments.ts'
import { normalQuantile } from './normal.ts'
import { slopeOf, type Slope } from './slope.ts'
import { studentQuantile } from './student-t.ts'
import { tInterval } from './t-interval.ts'

export interface MeasuredPair {
  readonly case: string
  /** Cases of one sample are no independent ones. */
  readonly sample: string | null
  readonly truth: number
  readonly prediction: number
}

export interface WithInterval {
  readonly value: number
  /** Null with one unit. */
  readonly lower: number | null
  readonly upper: number | null
}

export interface BlandAltman {
  /** In the order of the case names. */
  readonly points: readonly {
    readonly case: string
    readonly mean: number
    /** Prediction - truth. */
    readonly difference: number
  }[]
  /** Independent units, what intervals and tests stand on. */
  readonly n: number
  readonly unit: 'image' | 'sample'
  /** Mean over units of the prediction - truth. */
  readonly bias: WithInterval
  /** Of the difference of one case of a new unit; null with one unit. */
  readonly sd: number | null
  /** bias ± z · sd, with z = 1.96 for the level 0.95. */
  readonly limits: { readonly lower: WithInterval; readonly upper: WithInterval } | null
  /** Of the difference on the mean, over units; null below three units or where all means are equal. */
  readonly proportionalBias: Slope | null
  /** What a reader has to know about n. */
  readonly note: string | null
}

/**
 * Repeated images of one sample: the spread is that between samples and that within them together (variance
 * components of a one-way layout), the intervals stand on the number of samples. Throws `bad-request` for
 * values that are not finite.
 */
export function blandAltman(pairs: readonly MeasuredPair[], level = 0.95): BlandAltman {
  const sorted = [...pairs].sort((a, b) => (a.case < b.case ? -1 : 1))
  for (const { case: name, truth, prediction } of sorted)
    if (!Number.isFinite(truth) || !Number.isFinite(prediction)) {
      throw new TouchstoneError(
        'bad-request',
        `Agreement needs finite values; ${name} has ${truth} and ${prediction}. Leave the case out and count it.`,
      )
    }
  const points = sorted.map(({ case: name, truth, prediction }) => ({
    case: name,
    mean: (truth + prediction) / 2,
    difference: prediction - truth,
  }))
  const groups = [...groupsOf(sorted)]
  const n = groups.length
  const differences = groups.map((group) => mean(group.map((i) => points[i]!.difference)))
  const means = groups.map((group) => mean(group.map((i) => points[i]!.mean)))
  const sd = n < 2 ? null : spread(groups.map((group) => group.map((i) => points[i]!.difference)))
  const own = n < 2 ? null : tInterval(differences, level)
  const bias = { value: mean(differences), lower: own?.lower ?? null, upper: own?.upper ?? null }
  const unit = sorted.some(({ sample }) => sample !== null) ? 'sample' : 'image'
  return {
    points,
    n,
    unit,
    bias,
    sd,
    limits: sd === null ? null : limitsOf(bias.value, sd, n, level),
    proportionalBias: slopeOf(means, differences, level),
    note: noteOn(n, sorted.length, unit),
  }
}

/** Standard error of a limit: sd · √(1/n + z² / (2 (n - 1))), Bland and Altman 1999, section 2.2. */
function limitsOf(bias: number, sd: number, n: number, level: number) {
  const z = normalQuantile((1 + level) / 2)
  const error = sd * Math.sqrt(1 / n + (z * z) / (2 * (n - 1)))
  const reach = studentQuantile((1 + level) / 2, n - 1) * error
  const limit = (value: number): WithInterval => ({
    value,
    lower: value - reach,
    upper: value + reach,
  })
  return { lower: limit(bias - z * sd), upper: limit(bias + z * sd) }
}

/** √ of the variance between units plus that within; the plain standard deviation where each has one case. */
function spread(groups: readonly (readonly number[])[]): number {
  const cases = groups.reduce((sum, group) => sum + group.length, 0)
  if (cases === groups.length) return standardDeviation(groups.map(([only]) => only!))
  const centre = mean(groups.flat())
  let between = 0
  let within = 0
  let squares = 0
  for (const group of groups) {
    const own = mean(group)
    between += group.length * (own - centre) ** 2
    for (const value of group) within += (value - own) ** 2
    squares += group.length ** 2
  }
  const ofUnits = between / (groups.length - 1)
  const ofCases = within / (cases - groups.length)
  const perUnit = (cases - squares / cases) / (groups.length - 1)
  return Math.sqrt(Math.max(0, (ofUnits - ofCases) / perUnit) + ofCases)
}

/** Places of the cases of each unit, units by name. */
function groupsOf(pairs: readonly MeasuredPair[]): Iterable<readonly number[]> {
  const groups = new Map<string, number[]>()
  for (const [place, { case: name, sample }] of pairs.entries()) {
    const key = sample === null ? `case ${name}` : `sample ${sample}`
    const group = groups.get(key)
    if (group) group.push(place)
    else groups.set(key, [place])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, places]) => places)
}

function noteOn(n: number, cases: number, unit: string): string | null {
  if (n === 0) return 'no case has both values'
  if (n === 1) return `one ${unit} has no limits of agreement`
  if (n === cases) return null
  return `${cases} images of ${n} samples: intervals and the test of the slope stand on ${n} samples, the limits on the spread between and within them`
}
