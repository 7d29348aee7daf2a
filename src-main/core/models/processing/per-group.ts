/** A float32 tensor computed element by element with one or two numbers per group. */
import type { Tensor } from '../../inference/tensor.ts'
import { axisGroups } from './axis-groups.ts'

/**
 * `x -> (x - subtract[group]) / divide[group] * multiply[group] + add[group]` in float64, stored as float32
 * in `result`, which may be the tensor's own array.
 */
export function scalePerGroup(
  tensor: Tensor,
  axes: readonly string[] | null,
  parameters: {
    readonly subtract: ArrayLike<number>
    readonly divide: ArrayLike<number>
    readonly multiply?: ArrayLike<number>
    readonly add?: ArrayLike<number>
  },
  result = new Float32Array(tensor.data.length),
): Tensor {
  const { data } = tensor
  axisGroups(tensor, axes).forEachRun((group, start, end) => {
    const subtract = parameters.subtract[group]!
    const divide = parameters.divide[group]!
    const multiply = parameters.multiply?.[group] ?? 1
    const add = parameters.add?.[group] ?? 0
    for (let i = start; i < end; i++) {
      result[i] = ((data[i]! - subtract) / divide) * multiply + add
    }
  })
  return { ...tensor, dtype: 'float32', data: result }
}
