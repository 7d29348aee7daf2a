/** A chain of steps as another program computes it. Only for diagnosis and for runs that name the program. */
import type { Tensor } from '../../inference/tensor.ts'
import { applyOperation } from './apply-operation.ts'
import { binarize } from './binarize.ts'
import { clip } from './clip.ts'
import type { Deviation } from './deviations.ts'
import type { Operation } from './operation.ts'
import type { References } from './references.ts'
import { scaleMeanVariance } from './scale-mean-variance.ts'
import { scaleRange } from './scale-range.ts'
import { zeroMeanUnitVariance } from './zero-mean-unit-variance.ts'

const coreEps = 1e-6

/** `onStep` is called with the tensor behind each step. Without deviations the same as `applyOperations`. */
export function applyDeviating(
  tensor: Tensor,
  operations: readonly Operation[],
  references: References,
  deviations: ReadonlySet<Deviation>,
  onStep: (operation: Operation, after: Tensor) => void = () => undefined,
): Tensor {
  let current = tensor
  // the described type is part of how the tensor enters
  const leadingCast = operations[0]?.kind === 'ensure_dtype' ? 1 : 0
  let entered = tensor
  for (const [index, operation] of operations.entries()) {
    current = floored(
      current,
      step(current, entered, operation, references, deviations),
      deviations,
    )
    if (index < leadingCast) entered = current
    onStep(operation, current)
  }
  return current
}

function step(
  tensor: Tensor,
  entered: Tensor,
  written: Operation,
  references: References,
  deviations: ReadonlySet<Deviation>,
): Tensor {
  const operation = altered(written, deviations)
  const source = deviations.has('statistics-at-entry') ? entered : tensor
  switch (operation.kind) {
    case 'zero_mean_unit_variance':
      return zeroMeanUnitVariance(tensor, operation, source)
    case 'scale_range': {
      const method = deviations.has('percentile-floor-rank') ? 'floor_rank' : 'linear'
      return scaleRange(tensor, operation, references, source, method)
    }
    case 'clip':
      return clip(tensor, operation, source)
    case 'scale_mean_variance':
      return scaleMeanVariance(tensor, operation, references, source)
    case 'binarize':
      return binarize(tensor, operation, deviations.has('binarize-inclusive'))
    default:
      return applyOperation(tensor, operation, references)
  }
}

/** The step with the numbers and axes that the other program uses. */
function altered(operation: Operation, deviations: ReadonlySet<Deviation>): Operation {
  switch (operation.kind) {
    case 'zero_mean_unit_variance':
    case 'scale_range':
      return {
        ...operation,
        eps: deviations.has('eps-fixed') ? coreEps : operation.eps,
        axes: deviations.has('statistics-over-everything') ? null : operation.axes,
      }
    case 'scale_mean_variance':
      return deviations.has('statistics-over-everything') ? { ...operation, axes: null } : operation
    case 'fixed_zero_mean_unit_variance':
      return deviations.has('std-plus-eps')
        ? { ...operation, std: operation.std.map((value) => value + coreEps) }
        : operation
    default:
      return operation
  }
}

function floored(before: Tensor, after: Tensor, deviations: ReadonlySet<Deviation>): Tensor {
  const isInteger = /^u?int/.test(before.dtype)
  if (!deviations.has('integers-floored') || !isInteger || after.dtype !== 'float32') return after
  return { ...after, data: Float32Array.from(after.data, (value) => Math.floor(value)) }
}
