import { describe, expect, test } from 'vitest'
import { decodeBlosc } from '../../../../../src-main/core/images/zarr/codecs/blosc.ts'
import { encodeBlosc } from '../../../../fixtures/images/encode-numcodecs.ts'

const values = new Uint8Array(
  Uint16Array.from({ length: 40_000 }, (_, i) => 1000 + ((i * i) % 97) + (i >> 6)).buffer,
)
const kinds = ['blosclz', 'lz4', 'lz4hc', 'snappy', 'zlib', 'zstd']

describe.each(kinds)('compressed with %s', (cname) => {
  test.each([0, 1, 2])('and shuffle %i the bytes come back', async (shuffle) => {
    for (const bytes of [values, values.subarray(0, 7), values.subarray(0, 4001)]) {
      const stored = await encodeBlosc(bytes, cname, shuffle)
      expect(Buffer.compare(decodeBlosc(stored, bytes.length), bytes)).toBe(0)
    }
  })

  test('every cut is damage', async () => {
    const stored = await encodeBlosc(values, cname, 1)
    for (const length of [0, 8, 15, 16, 20, stored.length >> 1, stored.length - 1]) {
      expect(() => decodeBlosc(stored.subarray(0, length), values.length)).toThrow(/Blosc/)
    }
  })
})

test('small blocks are put together', async () => {
  const stored = await encodeBlosc(values, 'lz4', 1, 4096)
  expect(Buffer.compare(decodeBlosc(stored, values.length), values)).toBe(0)
})

test('an empty container is empty', async () => {
  expect(decodeBlosc(await encodeBlosc(new Uint8Array(0), 'lz4', 1), 10)).toHaveLength(0)
})

async function changed(at: number, value: number): Promise<Uint8Array> {
  const stored = await encodeBlosc(values, 'lz4', 1)
  new DataView(stored.buffer, stored.byteOffset).setInt32(at, value, true)
  return stored
}

test.each([
  [4, 2 ** 31 - 1, 'and 80000 are needed'],
  [12, 2 ** 31 - 1, 'stored bytes'],
  [12, 3, 'stored bytes'],
  [8, 0, 'blocks or elements of 0 bytes'],
  [8, 1, 'inside the list of blocks'],
  [16, 2 ** 31 - 1, 'starts at'],
  [16, 0, 'starts at'],
  [16, -5, 'starts at'],
])('a header with %i: %i is damage', async (at, value, message) => {
  const stored = await changed(at, value)
  expect(() => decodeBlosc(stored, values.length)).toThrow(message)
})

test('a container that states more than its compression can hold takes no memory', async () => {
  const stored = await changed(4, 2 ** 30)
  expect(() => decodeBlosc(stored, 2 ** 30)).toThrow('cannot hold')
})

test('Blosc 2 is told apart from damage', async () => {
  const stored = await encodeBlosc(values, 'lz4', 1)
  stored[0] = 5
  expect(() => decodeBlosc(stored, values.length)).toThrow('Blosc format 5 is not read')
})

test('damaged streams are an error or other bytes of the right number, never a crash', async () => {
  const stored = await encodeBlosc(values, 'lz4', 1)
  let refused = 0
  for (let seed = 1; seed < 200; seed++) {
    const damaged = stored.slice()
    for (let i = 0; i < 20; i++)
      damaged[16 + ((seed * 7919 + i * 104729) % (stored.length - 16))]! ^= 0xff
    try {
      expect(decodeBlosc(damaged, values.length)).toHaveLength(values.length)
    } catch (error) {
      expect(String(error)).toMatch(/Blosc|LZ4/)
      refused++
    }
  }
  expect(refused).toBeGreaterThan(50)
})
