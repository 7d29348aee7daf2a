/** Between our tensors and those of ONNX Runtime. */
import type * as OnnxRuntime from 'onnxruntime-node'
import { TouchstoneError } from '../errors.ts'
import { castTensor, tensorTypes, type Tensor, type TensorType } from './tensor.ts'

/** The runtime's module, loaded when first needed. */
export type OrtModule = typeof OnnxRuntime
type OrtTensor = OnnxRuntime.Tensor

/** A graph's input or output; a size is null where the graph leaves it open. */
export interface GraphValue {
  readonly name: string
  readonly dtype: TensorType
  readonly shape: readonly (number | null)[]
  /** Names that the graph gives to the sizes it leaves open (`batch`, `height`), where it has any. */
  readonly symbols?: readonly (string | null)[]
}

export function isTensorType(type: string): type is TensorType {
  return (tensorTypes as readonly string[]).includes(type)
}

export function toOrt(ort: OrtModule, tensor: Tensor, dtype: TensorType): OrtTensor {
  const { data } = castTensor(tensor, dtype)
  const shape = [...tensor.shape]
  switch (dtype) {
    case 'int64':
      return new ort.Tensor(
        'int64',
        BigInt64Array.from(data, (value) => BigInt(value)),
        shape,
      )
    case 'uint64':
      return new ort.Tensor(
        'uint64',
        BigUint64Array.from(data, (value) => BigInt(value)),
        shape,
      )
    case 'bool':
      return new ort.Tensor('bool', data, shape)
    default:
      return new ort.Tensor(dtype, data, shape)
  }
}

/** `axes` names the result's dimensions; their number must be that of its shape. */
export function fromOrt(name: string, tensor: OrtTensor, axes: readonly string[]): Tensor {
  const { type } = tensor
  if (!isTensorType(type)) {
    throw new TouchstoneError(
      'model-not-runnable',
      `The network's output ${name} is of type ${type}, which cannot be used as an image.`,
    )
  }
  if (tensor.dims.length !== axes.length) {
    throw new TouchstoneError(
      'shape-mismatch',
      `The network's output ${name} has the shape ${tensor.dims.join(' x ')}, but the description gives it the axes ${axes.join(', ')}.`,
    )
  }
  const raw = tensor.data
  const data =
    raw instanceof BigInt64Array || raw instanceof BigUint64Array
      ? Float64Array.from(raw, Number)
      : (raw as Tensor['data'])
  return { axes: [...axes], shape: [...tensor.dims], dtype: type, data }
}
