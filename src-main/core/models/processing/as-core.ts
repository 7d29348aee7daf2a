/**
 * The operation as bioimageio.core 0.9.6 computes it, for diagnosis: test tensors in packages were
 * usually made by core, so a difference can be named instead of called an error.
 */
import type { Operation } from './operation.ts'

/** Null where core has no defined answer (it does not apply a list of thresholds along an axis). */
export function asCore(operation: Operation): Operation | null {
  switch (operation.kind) {
    case 'zero_mean_unit_variance':
    case 'scale_range':
      return { ...operation, eps: 1e-6 }
    case 'fixed_zero_mean_unit_variance':
      return { ...operation, std: operation.std.map((value) => value + 1e-6) }
    case 'binarize':
      return operation.axis === null ? operation : null
    default:
      return operation
  }
}
