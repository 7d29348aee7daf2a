import type { Tensor } from '../../inference/tensor.ts'
import { entryAt, forEachAlong } from './along-axis.ts'
import type { OperationOf } from './operation.ts'

/** `(x - mean) / std` with numbers the description states; lists run along `axis`. */
export function fixedZeroMeanUnitVariance(
  tensor: Tensor,
  operation: OperationOf<'fixed_zero_mean_unit_variance'>,
  result = new Float32Array(tensor.data.length),
): Tensor {
  const { mean, std, axis } = operation
  const { data } = tensor
  const name = 'fixed_zero_mean_unit_variance'
  forEachAlong(name, tensor, axis, [mean, std], (index, start, end) => {
    const centre = entryAt(mean, index)
    const spread = entryAt(std, index)
    for (let i = start; i < end; i++) result[i] = (data[i]! - centre) / spread
  })
  return { ...tensor, dtype: 'float32', data: result }
}
