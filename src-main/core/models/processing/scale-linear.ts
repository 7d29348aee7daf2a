import type { Tensor } from '../../inference/tensor.ts'
import { entryAt, forEachAlong } from './along-axis.ts'
import type { OperationOf } from './operation.ts'

/** `x * gain + offset`; lists run along `axis`. */
export function scaleLinear(
  tensor: Tensor,
  operation: OperationOf<'scale_linear'>,
  result = new Float32Array(tensor.data.length),
): Tensor {
  const { gain, offset, axis } = operation
  const { data } = tensor
  forEachAlong('scale_linear', tensor, axis, [gain, offset], (index, start, end) => {
    const factor = entryAt(gain, index)
    const add = entryAt(offset, index)
    for (let i = start; i < end; i++) result[i] = data[i]! * factor + add
  })
  return { ...tensor, dtype: 'float32', data: result }
}
