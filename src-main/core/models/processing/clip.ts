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
  const { axes, minPercentile, maxPercentile } = operation
  const method: PercentileMethod =
    axes === null || axes.includes('batch') ? 'linear' : 'inverted_cdf'
  const [low, high] =
    minPercentile === null && maxPercentile === null
      ? []
      : groupPercentiles(source, axes, [minPercentile ?? 0, maxPercentile ?? 100], method)
  const { data } = tensor
  const result = new Float32Array(data.length)
  axisGroups(tensor, axes).forEachRun((group, start, end) => {
    const min = minPercentile === null ? (operation.min ?? -Infinity) : low![group]!
    const max = maxPercentile === null ? (operation.max ?? Infinity) : high![group]!
    for (let i = start; i < end; i++) {
      const value = data[i]!
      result[i] = value < min ? min : value > max ? max : value
    }
  })
  return { ...tensor, dtype: 'float32', data: result }
}
