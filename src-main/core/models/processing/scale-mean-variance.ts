import type { Tensor } from '../../inference/tensor.ts'
import { groupMoments } from './moments.ts'
import type { OperationOf } from './operation.ts'
import { scalePerGroup } from './per-group.ts'
import { referenceOf, type References } from './references.ts'
import { requireSameGroups } from './require-same-groups.ts'

/** `(x - mean) / (std + eps) * (reference std + eps) + reference mean`. */
export function scaleMeanVariance(
  tensor: Tensor,
  operation: OperationOf<'scale_mean_variance'>,
  references: References,
  source: Tensor = tensor,
): Tensor {
  const { axes, eps } = operation
  const reference = referenceOf(references, 'scale_mean_variance', operation.reference)
  const own = groupMoments(source, axes)
  const other = groupMoments(reference, axes)
  requireSameGroups('scale_mean_variance', tensor, own.mean.length, reference, other.mean.length)
  return scalePerGroup(tensor, axes, {
    subtract: own.mean,
    divide: own.std.map((value) => value + eps),
    multiply: other.std.map((value) => value + eps),
    add: other.mean,
  })
}
