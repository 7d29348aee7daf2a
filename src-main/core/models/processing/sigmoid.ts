import type { Tensor } from '../../inference/tensor.ts'

/** `1 / (1 + e^-x)`. */
export function sigmoid(tensor: Tensor, result = new Float32Array(tensor.data.length)): Tensor {
  const { data } = tensor
  for (let i = 0; i < data.length; i++) result[i] = 1 / (1 + Math.exp(-data[i]!))
  return { ...tensor, dtype: 'float32', data: result }
}
