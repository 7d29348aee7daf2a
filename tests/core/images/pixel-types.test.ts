import { expect, test } from 'vitest'
import {
  bytesOf,
  copyPixels,
  createPixelArray,
  isFloatType,
  largestBlockBytes,
  pixelArrayOn,
  product,
  storedBytes,
  storedBytesPerPixel,
} from '../../../src-main/core/images/pixel-types.ts'
import type { PixelType } from '../../../src-main/core/images/types.ts'

const types: readonly (readonly [PixelType, number, string])[] = [
  ['bool', 1, 'Uint8Array'],
  ['uint8', 1, 'Uint8Array'],
  ['int8', 1, 'Int8Array'],
  ['uint16', 2, 'Uint16Array'],
  ['int16', 2, 'Int16Array'],
  ['float16', 2, 'Float32Array'],
  ['uint32', 4, 'Uint32Array'],
  ['int32', 4, 'Int32Array'],
  ['float32', 4, 'Float32Array'],
  ['uint64', 8, 'BigUint64Array'],
  ['int64', 8, 'BigInt64Array'],
  ['float64', 8, 'Float64Array'],
]

test.each(types)('%s takes %d bytes in a file and a %s in memory', (dtype, bytes, name) => {
  expect(storedBytesPerPixel(dtype)).toBe(bytes)
  expect(createPixelArray(dtype, 3, 'f').constructor.name).toBe(name)
  expect(pixelArrayOn(dtype, new ArrayBuffer(16)).byteLength).toBe(16)
  expect(isFloatType(dtype)).toBe(name.startsWith('Float'))
})

test('hostile sizes are refused before memory is asked for', () => {
  expect(() => createPixelArray('uint8', largestBlockBytes + 1, 'f')).toThrow(/f: 4294967297 bytes/)
  expect(() => createPixelArray('uint8', Infinity, 'f')).toThrow(/Infinity/)
  expect(() => createPixelArray('uint8', NaN, 'f')).toThrow(/NaN/)
})

test('the stored bytes of float16 are two per pixel', () => {
  expect([...storedBytes(Float32Array.of(1, -2), 'float16')]).toEqual([0x00, 0x3c, 0x00, 0xc0])
  expect([...storedBytes(Uint16Array.of(258), 'uint16')]).toEqual([2, 1])
})

test('pixels are copied between arrays of one type', () => {
  const target = new BigInt64Array(4)
  copyPixels(BigInt64Array.of(1n, -2n, 3n), 1, 2, target, 2)
  expect([...target]).toEqual([0n, 0n, -2n, 3n])
  expect(bytesOf(Uint16Array.of(1, 2).subarray(1))).toHaveLength(2)
  expect(product([])).toBe(1)
  expect(product([2, 3, 4])).toBe(24)
})
