import { expect, test } from 'vitest'
import type { FileReader } from '../../../src-main/core/images/file-reader.ts'
import { readRaster } from '../../../src-main/core/images/raster.ts'
import { bytesOf } from '../../../src-main/core/images/pixel-types.ts'

/** A file in memory that counts its reads. */
function memoryFile(bytes: Uint8Array): FileReader & { reads: number } {
  return {
    path: 'memory',
    sizeBytes: bytes.length,
    reads: 0,
    async readInto(target, offset) {
      this.reads++
      target.set(bytes.subarray(offset, offset + target.length))
    },
    read: async (offset, length) => bytes.slice(offset, offset + length),
    close: async () => undefined,
  }
}

const plane = Uint16Array.from({ length: 40 * 50 }, (_, i) => i * 7)
const offset = 6
const file = (): ReturnType<typeof memoryFile> =>
  memoryFile(Uint8Array.from([...new Uint8Array(offset), ...bytesOf(plane)]))

test('whole rows are one read, whatever their number', async () => {
  const from = file()
  const all = { y: 0, x: 0, height: 40, width: 50 }
  const got = await readRaster(from, { offset, width: 50, samples: 1 }, all, 'uint16', true)
  expect(got).toEqual(plane)
  expect(from.reads).toBe(1)
})

test.each([
  [10, 20, 1], // a band of whole rows
  [48, 2, 15], // narrower than a sixteenth of a row: one read per row
])('columns %d and on, %d wide, take %d read(s)', async (x, width, reads) => {
  const from = file()
  const rectangle = { y: 3, x, height: 15, width }
  const got = await readRaster(from, { offset, width: 50, samples: 1 }, rectangle, 'uint16', true)
  const expected = Array.from(
    { length: 15 * width },
    (_, i) => ((3 + Math.floor(i / width)) * 50 + x + (i % width)) * 7,
  )
  expect([...got]).toEqual(expected)
  expect(from.reads).toBe(reads)
})

test('bands of at most 4 MB cover a tall rectangle without gaps', async () => {
  const [height, width] = [3000, 2000]
  const large = Uint8Array.from({ length: height * width }, (_, i) => (i * 31) & 255)
  const from = memoryFile(large)
  const rectangle = { y: 1, x: 5, height: 2900, width: 1000 }
  const got = await readRaster(from, { offset: 0, width, samples: 1 }, rectangle, 'uint8', true)
  expect(from.reads).toBe(2)
  for (const i of [0, 999, 1000, 2_096_000, 2_097_500, 2_899_999]) {
    const at = (1 + Math.floor(i / 1000)) * width + 5 + (i % 1000)
    expect(got[i]).toBe(large[at])
  }
})

test('big-endian samples and float16 come out in the host’s form', async () => {
  const bytes = Uint8Array.of(0x3c, 0x00, 0xc0, 0x00)
  const row = { y: 0, x: 0, height: 1, width: 2 }
  const raster = { offset: 0, width: 2, samples: 1 }
  expect([...(await readRaster(memoryFile(bytes), raster, row, 'float16', false))]).toEqual([1, -2])
  expect([...(await readRaster(memoryFile(bytes), raster, row, 'uint16', false))]).toEqual([
    0x3c00, 0xc000,
  ])
})

test('a reused array is filled, and a size that the file cannot have takes no memory', async () => {
  const from = file()
  const all = { y: 0, x: 0, height: 40, width: 50 }
  const raster = { offset, width: 50, samples: 1 }
  const target = new Uint16Array(2000).fill(7)
  expect(await readRaster(from, raster, all, 'uint16', true, target)).toBe(target)
  expect(target).toEqual(plane)
  const absurd = { y: 0, x: 0, height: 60_000, width: 60_000 }
  await expect(
    readRaster(from, { offset, width: 60_000, samples: 1 }, absurd, 'uint8', true),
  ).rejects.toMatchObject({ code: 'file-truncated' })
})
