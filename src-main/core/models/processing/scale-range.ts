import type { Tensor } from '../../inference/tensor.ts'
import { axisGroups } from './axis-groups.ts'
import type { OperationOf } from './operation.ts'
import { scalePerGroup } from './per-group.ts'
import { groupPercentiles, type PercentileMethod } from './percentiles.ts'
import { referenceOf, type References } from './references.ts'
import { requireSameGroups } from './require-same-groups.ts'

/**
 * `(x - low) / (high - low + eps)` with low and high the percentiles (linear) of the tensor, of the reference,
 * or of `entered`; not clipped.
 */
export function scaleRange(
  tensor: Tensor,
  operation: OperationOf<'scale_range'>,
  references: References,
  entered: Tensor = tensor,
  method: PercentileMethod = 'linear',
): Tensor {
  const { axes, minPercentile, maxPercentile, eps } = operation
  const source =
    operation.reference === null
      ? entered
      : referenceOf(references, 'scale_range', operation.reference)
  const [low, high] = groupPercentiles(source, axes, [minPercentile, maxPercentile], method)
  requireSameGroups('scale_range', tensor, axisGroups(tensor, axes).count, source, low!.length)
  const range = high!.map((value, group) => value - low![group]! + eps)
  return scalePerGroup(tensor, axes, { subtract: low!, divide: range })
}
