import type { Tensor } from '../../inference/tensor.ts'
import { groupMoments } from './moments.ts'
import type { OperationOf } from './operation.ts'
import { scalePerGroup } from './per-group.ts'

/** `(x - mean) / (std + eps)` with the population standard deviation, of `source` where it is another tensor. */
export function zeroMeanUnitVariance(
  tensor: Tensor,
  operation: OperationOf<'zero_mean_unit_variance'>,
  source: Tensor = tensor,
): Tensor {
  const { mean, std } = groupMoments(source, operation.axes)
  const divide = std.map((value) => value + operation.eps)
  return scalePerGroup(tensor, operation.axes, { subtract: mean, divide })
}
