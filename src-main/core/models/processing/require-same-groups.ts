import { TouchstoneError } from '../../errors.ts'
import type { Tensor } from '../../inference/tensor.ts'

/** A statistic of another tensor applies group by group; different numbers of groups are an error. */
export function requireSameGroups(
  operation: string,
  tensor: Pick<Tensor, 'shape'>,
  tensorGroups: number,
  reference: Pick<Tensor, 'shape'>,
  referenceGroups: number,
): void {
  if (tensorGroups === referenceGroups) return
  throw new TouchstoneError(
    'shape-mismatch',
    `${operation} takes its statistics from a tensor of shape ${reference.shape.join(' x ')}, which gives ` +
      `${referenceGroups} values, but the tensor of shape ${tensor.shape.join(' x ')} needs ${tensorGroups}.`,
  )
}
