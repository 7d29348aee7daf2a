/** Mean and population standard deviation per group, two passes, float64 accumulators. */
import type { Tensor } from '../../inference/tensor.ts'
import { axisGroups } from './axis-groups.ts'

export interface Moments {
  readonly mean: Float64Array
  readonly std: Float64Array
}

export function groupMoments(tensor: Tensor, axes: readonly string[] | null): Moments {
  const groups = axisGroups(tensor, axes)
  const { data } = tensor
  const mean = new Float64Array(groups.count)
  const std = new Float64Array(groups.count)
  groups.forEachRun((group, start, end) => {
    let sum = 0
    for (let i = start; i < end; i++) sum += data[i]!
    mean[group]! += sum
  })
  for (let group = 0; group < groups.count; group++) mean[group]! /= groups.size
  groups.forEachRun((group, start, end) => {
    const centre = mean[group]!
    let sum = 0
    for (let i = start; i < end; i++) {
      const deviation = data[i]! - centre
      sum += deviation * deviation
    }
    std[group]! += sum
  })
  for (let group = 0; group < groups.count; group++) {
    std[group] = Math.sqrt(std[group]! / groups.size)
  }
  return { mean, std }
}
