/** A tensor as NumPy `.npy` 1.0, little-endian, C order. */
import type { Tensor, TensorType } from '../../inference/tensor.ts'

const codes: Readonly<Record<TensorType, string>> = {
  bool: '|b1',
  uint8: '|u1',
  int8: '|i1',
  uint16: '<u2',
  int16: '<i2',
  uint32: '<u4',
  int32: '<i4',
  uint64: '<u8',
  int64: '<i8',
  float32: '<f4',
  float64: '<f8',
}

/** The header and the values, which share the tensor's memory where its type allows. */
export function npyFile({ shape, dtype, data }: Tensor): readonly Uint8Array[] {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const header = `{'descr': '${codes[dtype]}', 'fortran_order': False, 'shape': (${sizes}), }`
  // the values begin at a multiple of 64 bytes
  const padded = header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11) + '\n'
  const head = Buffer.alloc(10 + padded.length)
  head.write('\x93NUMPY\x01\x00', 'latin1')
  head.writeUInt16LE(padded.length, 8)
  head.write(padded, 10, 'latin1')
  const values = isWide(dtype) ? wide(dtype, data) : data
  return [head, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]
}

function isWide(dtype: TensorType): dtype is 'int64' | 'uint64' {
  return dtype === 'int64' || dtype === 'uint64'
}

/** 64-bit integers are kept as doubles. */
function wide(dtype: 'int64' | 'uint64', data: Tensor['data']): BigInt64Array | BigUint64Array {
  const values =
    dtype === 'int64' ? new BigInt64Array(data.length) : new BigUint64Array(data.length)
  for (let i = 0; i < data.length; i++) values[i] = BigInt(Math.trunc(data[i]!))
  return values
}
