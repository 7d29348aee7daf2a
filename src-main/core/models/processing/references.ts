import { TouchstoneError } from '../../errors.ts'
import type { Tensor } from '../../inference/tensor.ts'

/** Tensors an operation may take statistics from, by id: the inputs as they entered, before preprocessing. */
export type References = ReadonlyMap<string, Tensor>

export function referenceOf(references: References, operation: string, id: string): Tensor {
  const tensor = references.get(id)
  if (tensor) return tensor
  throw new TouchstoneError(
    'model-invalid',
    `${operation} takes its statistics from the tensor "${id}", but there are only: ` +
      `${[...references.keys()].join(', ') || 'none'}.`,
  )
}
