/** A processing step, or a chain of them, applied to a tensor. Statistics are taken at the operation. */
import type { Tensor } from '../../inference/tensor.ts'
import { binarize } from './binarize.ts'
import { clip } from './clip.ts'
import { ensureDtype } from './ensure-dtype.ts'
import { fixedZeroMeanUnitVariance } from './fixed-zero-mean-unit-variance.ts'
import type { Operation } from './operation.ts'
import type { References } from './references.ts'
import { reverse } from './reverse.ts'
import { scaleLinear } from './scale-linear.ts'
import { scaleMeanVariance } from './scale-mean-variance.ts'
import { scaleRange } from './scale-range.ts'
import { requireStoredType } from './stored-type.ts'
import { sigmoid } from './sigmoid.ts'
import { softmax } from './softmax.ts'
import { zeroMeanUnitVariance } from './zero-mean-unit-variance.ts'

export function applyOperation(
  tensor: Tensor,
  operation: Operation,
  references: References,
): Tensor {
  switch (operation.kind) {
    case 'ensure_dtype':
      return ensureDtype(tensor, operation)
    case 'scale_linear':
      return scaleLinear(tensor, operation)
    case 'scale_range':
      return scaleRange(tensor, operation, references)
    case 'clip':
      return clip(tensor, operation)
    case 'zero_mean_unit_variance':
      return zeroMeanUnitVariance(tensor, operation)
    case 'fixed_zero_mean_unit_variance':
      return fixedZeroMeanUnitVariance(tensor, operation)
    case 'binarize':
      return binarize(tensor, operation)
    case 'scale_type_range':
      return requireStoredType(operation)
    case 'reverse':
      return reverse(tensor, operation)
    case 'sigmoid':
      return sigmoid(tensor)
    case 'softmax':
      return softmax(tensor, operation)
    case 'scale_mean_variance':
      return scaleMeanVariance(tensor, operation, references)
  }
}

export function applyOperations(
  tensor: Tensor,
  operations: readonly Operation[],
  references: References,
): Tensor {
  return operations.reduce(
    (current, operation) => applyOperation(current, operation, references),
    tensor,
  )
}
