/** Mean and population standard deviation per group; to the last bit those of `streamedMoments`. */
import type { Tensor } from '../../inference/tensor.ts'
import { axisGroups } from './axis-groups.ts'
import { createMomentsAccumulator } from './streaming-moments.ts'

export interface Moments {
  readonly mean: Float64Array
  readonly std: Float64Array
}

export function groupMoments(tensor: Tensor, axes: readonly string[] | null): Moments {
  const groups = axisGroups(tensor, axes)
  const accumulator = createMomentsAccumulator(groups.count)
  groups.forEachRun((group, start, end) => {
    accumulator.add(tensor.data.subarray(start, end), group)
  })
  return accumulator.moments()
}
