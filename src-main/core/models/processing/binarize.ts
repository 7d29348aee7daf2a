import type { Tensor } from '../../inference/tensor.ts'
import { entryAt, forEachAlong } from './along-axis.ts'
import type { OperationOf } from './operation.ts'

/** 1 where x is above the threshold (`inclusive`: or on it), else 0; a list of thresholds runs along `axis`. */
export function binarize(
  tensor: Tensor,
  operation: OperationOf<'binarize'>,
  inclusive = false,
): Tensor {
  const { threshold, axis } = operation
  const { data } = tensor
  const result = new Uint8Array(data.length)
  forEachAlong('binarize', tensor, axis, [threshold], (index, start, end) => {
    const limit = entryAt(threshold, index)
    for (let i = start; i < end; i++) {
      result[i] = data[i]! > limit || (inclusive && data[i] === limit) ? 1 : 0
    }
  })
  return { ...tensor, dtype: 'bool', data: result }
}
