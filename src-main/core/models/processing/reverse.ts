import { allocate, axisIndex, elementCount, type Tensor } from '../../inference/tensor.ts'
import type { OperationOf } from './operation.ts'

/** The entries along the axis in the opposite order. */
export function reverse(tensor: Tensor, { axis }: OperationOf<'reverse'>): Tensor {
  const { shape, data, dtype } = tensor
  const position = axisIndex(tensor, axis)
  const inner = elementCount(shape.slice(position + 1))
  const length = shape[position]!
  const result = allocate(dtype, data.length)
  for (let start = 0; start < data.length; start += inner) {
    const index = (start / inner) % length
    result.set(data.subarray(start, start + inner), start + (length - 1 - 2 * index) * inner)
  }
  return { ...tensor, data: result }
}
