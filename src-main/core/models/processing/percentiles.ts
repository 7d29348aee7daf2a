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
  const share = percentile / 100
  if (method === 'inverted_cdf') {
    const rank = Math.ceil(sorted.length * share) - 1
    return sorted[Math.min(last, Math.max(0, rank))]!
  }
  if (method === 'floor_rank') return sorted[Math.min(last, Math.floor(sorted.length * share))]!
  const position = share * last
  const below = Math.floor(position)
  const low = sorted[below]!
  const high = sorted[Math.min(last, below + 1)]!
  return low + (high - low) * (position - below)
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
