/** Steps that depend on how an image is stored: 8 bits reach to 255, 16 bits to 65535, real numbers nowhere. */
import { TouchstoneError } from '../../errors.ts'
import type { ModelDescription, ModelTensor } from '../description.ts'
import type { Operation, OperationOf } from './operation.ts'

const largest: Readonly<Record<string, number>> = {
  bool: 1,
  uint8: 255,
  uint16: 65_535,
  uint32: 4_294_967_295,
  int8: 127,
  int16: 32_767,
  int32: 2_147_483_647,
}

/**
 * The model for images of this stored type (`uint8`, `uint16` ...), with `scale_type_range` as numbers; the
 * same object where no step asks.
 * @throws TouchstoneError 'dtype-mismatch' for a type that has no range.
 */
export function withStoredType(model: ModelDescription, storedType: string): ModelDescription {
  const tensors = [...model.inputs, ...model.outputs]
  if (!tensors.some(({ operations }) => operations.some(isTypeRange))) return model
  const range = largest[storedType]
  if (range === undefined) {
    throw new TouchstoneError(
      'dtype-mismatch',
      `${model.name} takes images scaled by the range of their type, but this image is stored as ${storedType}, which has none. State another normalisation, or use images of 8 or 16 bits.`,
      { storedType },
    )
  }
  const concrete = (tensor: ModelTensor): ModelTensor => ({
    ...tensor,
    operations: tensor.operations.map((operation) =>
      isTypeRange(operation) ? scaling(operation, range) : operation,
    ),
  })
  return { ...model, inputs: model.inputs.map(concrete), outputs: model.outputs.map(concrete) }
}

/** Nothing may run with the step unresolved: it would be a wrong number. */
export function requireStoredType({ kind }: OperationOf<'scale_type_range'>): never {
  throw new TouchstoneError(
    'dtype-mismatch',
    `The step ${kind} needs to know how the image is stored (8 or 16 bits), which is not said here.`,
  )
}

function isTypeRange(operation: Operation): operation is OperationOf<'scale_type_range'> {
  return operation.kind === 'scale_type_range'
}

function scaling(
  { restore }: OperationOf<'scale_type_range'>,
  range: number,
): OperationOf<'scale_linear'> {
  return { kind: 'scale_linear', gain: [restore ? range : 1 / range], offset: [0], axis: null }
}
