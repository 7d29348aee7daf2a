import { castTensor, type Tensor } from '../../inference/tensor.ts'
import type { OperationOf } from './operation.ts'

/** Cast like numpy's `astype`. */
export function ensureDtype(tensor: Tensor, operation: OperationOf<'ensure_dtype'>): Tensor {
  return castTensor(tensor, operation.dtype)
}
