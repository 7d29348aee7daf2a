/** Percentiles per group. NaN anywhere in a group makes its percentiles NaN, as in numpy. */
import type { Tensor } from '../../inference/tensor.ts'
import { axisGroups } from './axis-groups.ts'

/** numpy's `linear` and `inverted_cdf`; `floor_rank` is the value at place ⌊n·p⌋, as JDLL takes it. */
export type PercentileMethod = 'linear' | 'inverted_cdf' | 'floor_rank'

/** One Float64Array per asked percentile (0 to 100), one entry per group. */
export function groupPercentiles(
  tensor: Tensor,
  axes: readonly string[] | null,
  percentiles: readonly number[],
  method: PercentileMethod,
): Float64Array[] {
  const groups = axisGroups(tensor, axes)
  const values = gather(tensor, axes)
  const results = percentiles.map(() => new Float64Array(groups.count))
  for (let group = 0; group < groups.count; group++) {
    const sorted = values.subarray(group * groups.size, (group + 1) * groups.size).sort()
    percentiles.forEach((percentile, index) => {
      results[index]![group] = percentileOfSorted(sorted, percentile, method)
    })
  }
  return results
}

/** Typed arrays sort NaN to the end, so one look at the last value finds it. */
export function percentileOfSorted(
  sorted: Float64Array | Float32Array,
  percentile: number,
  method: PercentileMethod,
): number {
  const last = sorted.length - 1
  if (last < 0 || Number.isNaN(sorted[last])) return Number.NaN
  const { below, above, weight } = percentilePlace(sorted.length, percentile, method)
  return between(sorted[below]!, sorted[above]!, weight)
}

/** Where a percentile (0 to 100) of `count` sorted values lies: between two of them, counted from 0. */
export interface PercentilePlace {
  readonly below: number
  readonly above: number
  /** 0: the value at `below`, towards 1: the one at `above`. */
  readonly weight: number
}

export function percentilePlace(
  count: number,
  percentile: number,
  method: PercentileMethod,
): PercentilePlace {
  const last = count - 1
  const share = percentile / 100
  if (method === 'linear') {
    const position = share * last
    const below = Math.floor(position)
    return { below, above: Math.min(last, below + 1), weight: position - below }
  }
  const rank = method === 'inverted_cdf' ? Math.ceil(count * share) - 1 : Math.floor(count * share)
  const place = Math.min(last, Math.max(0, rank))
  return { below: place, above: place, weight: 0 }
}

/** As numpy rounds it: from the nearer of the two values. */
export function between(low: number, high: number, weight: number): number {
  if (weight === 0 || low === high) return low
  const range = high - low
  return weight < 0.5 ? low + range * weight : high - range * (1 - weight)
}

/** The tensor's values, one group after another. */
function gather(tensor: Tensor, axes: readonly string[] | null): Float64Array | Float32Array {
  const groups = axisGroups(tensor, axes)
  const { data } = tensor
  const values =
    tensor.dtype === 'float32' ? new Float32Array(data.length) : new Float64Array(data.length)
  const filled = new Int32Array(groups.count)
  groups.forEachRun((group, start, end) => {
    let target = group * groups.size + filled[group]!
    for (let i = start; i < end; i++) values[target++] = data[i]!
    filled[group]! += end - start
  })
  return values
}
