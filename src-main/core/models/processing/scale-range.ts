import type { Tensor } from '../../inference/tensor.ts'
import { axisGroups } from './axis-groups.ts'
import type { OperationOf } from './operation.ts'
import { scalePerGroup } from './per-group.ts'
import { groupPercentiles } from './percentiles.ts'
import { referenceOf, type References } from './references.ts'
import { requireSameGroups } from './require-same-groups.ts'

/** `(x - low) / (high - low + eps)` with low and high the linear percentiles; not clipped. */
export function scaleRange(
  tensor: Tensor,
  operation: OperationOf<'scale_range'>,
  references: References,
): Tensor {
  const { axes, minPercentile, maxPercentile, eps } = operation
  const source =
    operation.reference === null
      ? tensor
      : referenceOf(references, 'scale_range', operation.reference)
  const [low, high] = groupPercentiles(source, axes, [minPercentile, maxPercentile], 'linear')
  requireSameGroups('scale_range', tensor, axisGroups(tensor, axes).count, source, low!.length)
  const range = high!.map((value, group) => value - low![group]! + eps)
  return scalePerGroup(tensor, axes, { subtract: low!, divide: range })
}
