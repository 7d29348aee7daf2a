/** Test tensors: NumPy `.npy` 1.0 to 3.0 of any rank, both byte orders and both memory orders. */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import {
  allocate,
  elementCount,
  transposeTensor,
  type Tensor,
  type TensorType,
} from '../../inference/tensor.ts'

/** It is held in memory as a whole. */
const largestBytes = 1024 ** 3

const types: Readonly<Record<string, TensorType>> = {
  b1: 'bool',
  u1: 'uint8',
  i1: 'int8',
  u2: 'uint16',
  i2: 'int16',
  u4: 'uint32',
  i4: 'int32',
  u8: 'uint64',
  i8: 'int64',
  f4: 'float32',
  f8: 'float64',
}

/** `axes` names the dimensions; another number of dimensions is an error. */
export async function readNpyTensor(path: string, axes: readonly string[]): Promise<Tensor> {
  const { size } = await stat(path).catch(() => {
    throw new TouchstoneError('file-not-found', `The test tensor ${path} does not exist.`)
  })
  if (size > largestBytes) {
    throw new TouchstoneError(
      'file-too-large',
      `${basename(path)} has ${size} bytes; a test tensor may have ${largestBytes} at most.`,
    )
  }
  const bytes = await readFile(path)
  return parseNpyTensor(bytes, basename(path), axes)
}

export function parseNpyTensor(bytes: Buffer, name: string, axes: readonly string[]): Tensor {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 6) !== '\x93NUMPY') {
    throw new TouchstoneError('format-corrupt', `${name} is not a NumPy .npy file.`)
  }
  const isOld = bytes[6] === 1
  const headerLength = isOld ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8)
  const start = (isOld ? 10 : 12) + headerLength
  const header = bytes.toString('latin1', isOld ? 10 : 12, start)
  const descr = /'descr':\s*'([<>|=])(\w+)'/.exec(header)
  const dtype = descr ? types[descr[2]!] : undefined
  const shapeText = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1]
  if (!descr || !dtype || shapeText === undefined) {
    throw new TouchstoneError(
      'format-not-supported',
      `${name} has the element type ${descr?.[2] ?? 'unknown'}, which is not a plain number.`,
    )
  }
  const shape = shapeText
    .split(',')
    .filter((text) => text.trim() !== '')
    .map(Number)
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    throw new TouchstoneError(
      'format-corrupt',
      `${name} states the shape (${shapeText}), which is none.`,
    )
  }
  if (shape.length !== axes.length) {
    throw new TouchstoneError(
      'shape-mismatch',
      `${name} has ${shape.length} dimensions (${shape.join(' x ')}), but the description gives it ${axes.length} axes (${axes.join(', ')}).`,
    )
  }
  const itemBytes = Number(descr[2]!.slice(1))
  const wanted = elementCount(shape) * itemBytes
  if (bytes.length - start < wanted) {
    throw new TouchstoneError(
      'file-truncated',
      `${name} holds ${bytes.length - start} bytes of data, but its shape ${shape.join(' x ')} needs ${wanted}.`,
    )
  }
  const data = readElements(
    bytes.subarray(start, start + wanted),
    descr[2]!,
    dtype,
    descr[1] === '>',
  )
  const isFortran = /'fortran_order':\s*True/.test(header)
  if (!isFortran) return { axes, shape, dtype, data }
  const reversed = { axes: axes.toReversed(), shape: shape.toReversed(), dtype, data }
  return transposeTensor(reversed, axes)
}

function readElements(
  bytes: Buffer,
  code: string,
  dtype: TensorType,
  isBigEndian: boolean,
): Tensor['data'] {
  const itemBytes = Number(code.slice(1))
  const length = bytes.length / itemBytes
  // a copy of its own: aligned for typed arrays, and swapped without touching the caller's bytes
  const copy = Buffer.from(new ArrayBuffer(bytes.length))
  bytes.copy(copy)
  if (isBigEndian && itemBytes === 2) copy.swap16()
  if (isBigEndian && itemBytes === 4) copy.swap32()
  if (isBigEndian && itemBytes === 8) copy.swap64()
  if (code === 'i8') return Float64Array.from(new BigInt64Array(copy.buffer), Number)
  if (code === 'u8') return Float64Array.from(new BigUint64Array(copy.buffer), Number)
  const data = allocate(dtype, length)
  new Uint8Array(data.buffer).set(copy)
  return data
}
