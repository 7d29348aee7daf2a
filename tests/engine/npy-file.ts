/** Bytes of a NumPy file, for tests: what its header says need not be what it holds. */
export function npyFile(descr: string, shape: readonly number[], data: ArrayBufferView): Buffer {
  const sides = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${sides}, }`
  const header = Buffer.from(`${text.padEnd(117)}\n`, 'latin1')
  const length = Buffer.alloc(2)
  length.writeUInt16LE(header.length)
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), length, header, bytes])
}
