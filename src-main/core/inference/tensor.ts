/**
 * Arrays with named axes: what goes through preprocessing, the network and postprocessing.
 * Axis names are those of bioimage.io 0.5: `batch`, `channel`, `time`, `index`, `z`, `y`, `x` or another id.
 */
import { TouchstoneError } from '../errors.ts'

export const tensorTypes = [
  'float32',
  'float64',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'uint32',
  'int32',
  'uint64',
  'int64',
  'bool',
] as const
export type TensorType = (typeof tensorTypes)[number]

/** bool is 0 and 1 in a Uint8Array; 64-bit integers are a Float64Array, exact up to 2^53. */
export type TensorData =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array

export interface Tensor {
  readonly axes: readonly string[]
  /** One size per axis; data is in C order. */
  readonly shape: readonly number[]
  readonly dtype: TensorType
  readonly data: TensorData
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

export function allocate(dtype: TensorType, length: number): TensorData {
  switch (dtype) {
    case 'float32':
      return new Float32Array(length)
    case 'float64':
    case 'uint64':
    case 'int64':
      return new Float64Array(length)
    case 'uint8':
    case 'bool':
      return new Uint8Array(length)
    case 'int8':
      return new Int8Array(length)
    case 'uint16':
      return new Uint16Array(length)
    case 'int16':
      return new Int16Array(length)
    case 'uint32':
      return new Uint32Array(length)
    case 'int32':
      return new Int32Array(length)
  }
}

/**
 * The tensor in another type, converted like numpy's `astype`: float to integer truncates towards zero
 * and wraps, anything to bool is 1 where it is not 0. The same object where nothing changes.
 */
export function castTensor(tensor: Tensor, dtype: TensorType): Tensor {
  if (tensor.dtype === dtype) return tensor
  const data = allocate(dtype, tensor.data.length)
  const source = tensor.data
  if (dtype === 'bool') {
    for (let i = 0; i < source.length; i++) data[i] = source[i] === 0 ? 0 : 1
  } else if (dtype === 'int64' || dtype === 'uint64') {
    for (let i = 0; i < source.length; i++) data[i] = Math.trunc(source[i]!)
  } else {
    data.set(source)
  }
  return { ...tensor, dtype, data }
}

/** Position of an axis; an axis the tensor lacks is an error, never a guess. */
export function axisIndex(tensor: Pick<Tensor, 'axes'>, axis: string): number {
  const index = tensor.axes.indexOf(axis)
  if (index < 0) {
    throw new TouchstoneError(
      'axes-mismatch',
      `The tensor has the axes ${tensor.axes.join(', ')}, but the axis ${axis} was asked for.`,
    )
  }
  return index
}

/** The tensor with its axes in another order; same names, each once. */
export function transposeTensor(tensor: Tensor, axes: readonly string[]): Tensor {
  if (axes.length !== tensor.axes.length || new Set(axes).size !== axes.length) {
    throw new TouchstoneError(
      'axes-mismatch',
      `The axes ${tensor.axes.join(', ')} cannot be put in the order ${axes.join(', ')}.`,
    )
  }
  if (axes.every((axis, index) => axis === tensor.axes[index])) return tensor
  const order = axes.map((axis) => axisIndex(tensor, axis))
  const sourceStrides = stridesOf(tensor.shape)
  const shape = order.map((index) => tensor.shape[index]!)
  const strides = order.map((index) => sourceStrides[index]!)
  const data = allocate(tensor.dtype, tensor.data.length)
  const position = new Array<number>(shape.length).fill(0)
  let source = 0
  for (let i = 0; i < data.length; i++) {
    data[i] = tensor.data[source]!
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      source += strides[axis]!
      if (++position[axis]! < shape[axis]!) break
      source -= strides[axis]! * shape[axis]!
      position[axis] = 0
    }
  }
  return { axes: [...axes], shape, dtype: tensor.dtype, data }
}

/** C-order strides in elements. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1)
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = strides[axis + 1]! * shape[axis + 1]!
  }
  return strides
}
