import { describe, expect, test } from 'vitest'
import { cutOut, decodeTile, valueAt } from '../../../src-renderer/viewer/pixel-data.ts'
import type { TilePixels } from '../../../src-renderer/viewer/pixel-data.ts'

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

describe('cutting a tile out of a plane', () => {
  const plane = (values: TilePixels['values'], samples = 1) => ({
    ...{ width: 3, height: 3, samples, values },
  })
  test('keeps the type and the order of the pixels', () => {
    const tile = cutOut(plane(Int16Array.of(0, 1, 2, 3, -4, 5, 6, 7, 8)), {
      ...{ x0: 1, y0: 1, x1: 3, y1: 3 },
    })
    expect(tile).toEqual({ width: 2, height: 2, samples: 1, values: Int16Array.of(-4, 5, 7, 8) })
  })
  test('keeps the samples of a colour pixel together', () => {
    const values = Uint8Array.from({ length: 27 }, (_, index) => index)
    const tile = cutOut(plane(values, 3), { x0: 2, y0: 0, x1: 3, y1: 2 })
    expect([...tile.values]).toEqual([6, 7, 8, 15, 16, 17])
  })
  test('reads in place what is itself a part of a larger buffer', () => {
    const values = Uint16Array.of(9, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8).subarray(2)
    expect([...cutOut(plane(values), { x0: 0, y0: 2, x1: 2, y1: 3 }).values]).toEqual([6, 7])
  })
})
