import type { Tensor } from '../../inference/tensor.ts'
import { axisGroups } from './axis-groups.ts'
import type { OperationOf } from './operation.ts'
import { groupPercentiles, type PercentileMethod } from './percentiles.ts'

/**
 * Values below `min` become `min`, above `max` become `max`. Bounds may be percentiles; the text of the
 * specification names no method, so as bioimageio.core 0.9.6: linear over everything or with the batch
 * axis, the inverted distribution function (a value that occurs) otherwise.
 */
export function clip(
  tensor: Tensor,
  operation: OperationOf<'clip'>,
  source: Tensor = tensor,
): Tensor {
  const { axes } = operation
  const percentiles = clipPercentiles(operation)
  if (percentiles === null) return clipWithin(tensor, operation, [], [])
  const [low, high] = groupPercentiles(source, axes, percentiles, clipMethod(operation))
  return clipWithin(tensor, operation, low!, high!)
}

/** The percentiles that the bounds need, or null where both are stated as values. */
export function clipPercentiles({
  minPercentile,
  maxPercentile,
}: OperationOf<'clip'>): [number, number] | null {
  return minPercentile === null && maxPercentile === null
    ? null
    : [minPercentile ?? 0, maxPercentile ?? 100]
}

export function clipMethod({ axes }: OperationOf<'clip'>): PercentileMethod {
  return axes === null || axes.includes('batch') ? 'linear' : 'inverted_cdf'
}

/** `low` and `high`: one percentile per group, used where the operation asks for percentiles. */
export function clipWithin(
  tensor: Tensor,
  { axes, min: lowest, max: highest, minPercentile, maxPercentile }: OperationOf<'clip'>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  result = new Float32Array(tensor.data.length),
): Tensor {
  const { data } = tensor
  axisGroups(tensor, axes).forEachRun((group, start, end) => {
    const min = minPercentile === null ? (lowest ?? -Infinity) : low[group]!
    const max = maxPercentile === null ? (highest ?? Infinity) : high[group]!
    for (let i = start; i < end; i++) {
      const value = data[i]!
      result[i] = value < min ? min : value > max ? max : value
    }
  })
  return { ...tensor, dtype: 'float32', data: result }
}
