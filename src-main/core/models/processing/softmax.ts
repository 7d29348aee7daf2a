import { axisIndex, elementCount, type Tensor } from '../../inference/tensor.ts'
import type { OperationOf } from './operation.ts'

/** Exponentials along one axis divided by their sum; the largest value is subtracted first. */
export function softmax(tensor: Tensor, operation: OperationOf<'softmax'>): Tensor {
  const { data, shape } = tensor
  const axis = axisIndex(tensor, operation.axis)
  const size = shape[axis]!
  const inner = elementCount(shape.slice(axis + 1))
  const result = new Float32Array(data.length)
  for (let outer = 0; outer < data.length; outer += size * inner) {
    for (let first = outer; first < outer + inner; first++) {
      let largest = -Infinity
      for (let k = 0; k < size; k++) largest = Math.max(largest, data[first + k * inner]!)
      let sum = 0
      for (let k = 0; k < size; k++) sum += Math.exp(data[first + k * inner]! - largest)
      for (let k = 0; k < size; k++) {
        const i = first + k * inner
        result[i] = Math.exp(data[i]! - largest) / sum
      }
    }
  }
  return { ...tensor, dtype: 'float32', data: result }
}
