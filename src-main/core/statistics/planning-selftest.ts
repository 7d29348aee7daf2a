/**
 * Values for the cases of kind `planning` among the shipped anchors: intervals of means, and how many
 * samples a comparison needs. The name of a value carries its parameters, for instance `smallest_p@6`.
 */
import type { Json } from '../../contract/words.ts'
import { signFlipTest } from './sign-flip.ts'
import {
  samplesForDifference,
  samplesForHalfWidth,
  smallestP,
  toolsComparable,
} from './sample-size.ts'
import { median } from './quantile.ts'
import type { StatisticsArray, StatisticsCase } from './selftest.ts'
import { tInterval } from './t-interval.ts'

export function planningCase(
  arrays: Readonly<Record<string, StatisticsArray>>,
  { expected }: StatisticsCase,
): Record<string, Json> {
  const values: Record<string, Json> = {}
  for (const name of Object.keys(expected)) {
    const [what = '', parameters = ''] = name.split('@')
    const value = valueOf(what, parameters.split(',').map(Number), samplesOf(arrays))
    if (value !== undefined) values[name] = value
  }
  return values
}

/** Of one sample its values, of two their differences. */
function samplesOf(arrays: Readonly<Record<string, StatisticsArray>>): readonly number[] {
  const x = Array.from(arrays.x?.data ?? [], Number)
  const y = arrays.y?.data
  return y === undefined ? x : x.map((value, index) => value - Number(y[index]))
}

function valueOf(
  what: string,
  [first = NaN, second = NaN]: readonly number[],
  samples: readonly number[],
): Json | undefined {
  switch (what) {
    case 'mean':
      return tInterval(samples, 0.95).mean
    case 'sd':
      return tInterval(samples, 0.95).sd
    case 't_interval': {
      const { lower, upper } = tInterval(samples, first)
      return { low: lower, high: upper }
    }
    case 'median':
      return median(samples)
    case 'sign_flip':
      return signFlipTest(samples).p
    case 'smallest_p':
      return smallestP(first)
    case 'tools_comparable':
      return toolsComparable(first)
    case 'samples_for_half_width':
      return samplesForHalfWidth(first, second)
    case 'samples_for_difference':
      return samplesForDifference(first)
    default:
      return undefined
  }
}
