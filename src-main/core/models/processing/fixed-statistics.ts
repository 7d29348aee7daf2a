/** Steps whose statistics are known beforehand, as steps with stated numbers. */
import { TouchstoneError } from '../../errors.ts'
import type { Operation, OperationOf } from './operation.ts'

/** `(x - mean) / (std + eps)`; lists run along `axis`. */
export function withMoments(
  { eps }: OperationOf<'zero_mean_unit_variance'>,
  axis: string | null,
  mean: readonly number[],
  std: readonly number[],
): Operation {
  const divide = std.map((value) => value + eps)
  return { kind: 'fixed_zero_mean_unit_variance', mean, std: divide, axis }
}

/** `(x - low) / (high - low + eps)`. */
export function withRange(
  { eps }: OperationOf<'scale_range'>,
  axis: string | null,
  low: readonly number[],
  high: readonly number[],
): Operation {
  const divide = high.map((value, index) => value - low[index]! + eps)
  return { kind: 'fixed_zero_mean_unit_variance', mean: low, std: divide, axis }
}

/** @throws TouchstoneError 'model-not-runnable' for bounds that differ along an axis, which no step can state. */
export function withBounds(
  operation: OperationOf<'clip'>,
  axis: string | null,
  low: readonly number[],
  high: readonly number[],
): Operation {
  if (axis !== null) {
    throw new TouchstoneError(
      'model-not-runnable',
      `A clip at percentiles over the dataset with bounds of their own for each index of ${axis} cannot be run here.`,
    )
  }
  const { min, max, minPercentile, maxPercentile } = operation
  return {
    ...operation,
    min: minPercentile === null ? min : low[0]!,
    max: maxPercentile === null ? max : high[0]!,
    minPercentile: null,
    maxPercentile: null,
    axes: null,
  }
}
