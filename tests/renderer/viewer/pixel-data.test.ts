import { describe, expect, test } from 'vitest'
import { decodeTile, valueAt } from '../../../src-renderer/viewer/pixel-data.ts'

const bytesOf = (values: ArrayBufferView<ArrayBuffer>) => values.buffer

describe('decodeTile', () => {
  test('reads 16-bit pixels of an odd width', () => {
    const tile = decodeTile({
      dtype: 'uint16',
      shape: [2, 3],
      bytes: bytesOf(Uint16Array.of(1, 2, 3, 4, 5, 65535)),
    })
    expect(tile).toMatchObject({ width: 3, height: 2, samples: 1 })
    expect(valueAt(tile, 2, 1)).toBe(65535)
  })
  test('reads 64-bit integers exactly', () => {
    const bytes = bytesOf(BigUint64Array.of(0n, 4294967295n))
    expect(valueAt(decodeTile({ dtype: 'uint64', shape: [1, 2], bytes }), 1, 0)).toBe(4294967295)
  })
  test('reads half precision as sent and as widened by the core', () => {
    const narrow = bytesOf(Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7c00))
    const tile = decodeTile({ dtype: 'float16', shape: [1, 4], bytes: narrow })
    expect([...tile.values].map(Number)).toEqual([1, -2, 2 ** -24, Infinity])
    const wide = bytesOf(Float32Array.of(1, -2, 3, 4))
    const same = decodeTile({ dtype: 'float16', shape: [1, 4], bytes: wide })
    expect(valueAt(same, 3, 0)).toBe(4)
  })
  test('finds a sample of a colour pixel', () => {
    const bytes = bytesOf(Uint8Array.of(1, 2, 3, 4, 5, 6))
    const tile = decodeTile({ dtype: 'uint8', shape: [1, 2, 3], bytes })
    expect(valueAt(tile, 1, 0, 2)).toBe(6)
    expect(valueAt(tile, 2, 0)).toBeNull()
  })
  test('refuses bytes that do not fill the shape, naming both', () => {
    const bytes = bytesOf(Uint8Array.of(1, 2, 3))
    expect(() => decodeTile({ dtype: 'uint8', shape: [2, 2], bytes })).toThrow(/2 × 2.*3 bytes/)
  })
  test('refuses an unknown type of pixel', () => {
    const bytes = new ArrayBuffer(1)
    expect(() => decodeTile({ dtype: 'complex64', shape: [1, 1], bytes })).toThrow('complex64')
  })
})
