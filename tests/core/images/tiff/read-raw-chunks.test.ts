import { expect, test } from 'vitest'
import type { FileReader } from '../../../../src-main/core/images/file-reader.ts'
import { bytesOf } from '../../../../src-main/core/images/pixel-types.ts'
import { chunksIn } from '../../../../src-main/core/images/tiff/chunk-parts.ts'
import type { PageLayout } from '../../../../src-main/core/images/tiff/page-layout.ts'
import { readRawParts } from '../../../../src-main/core/images/tiff/read-raw-chunks.ts'
import type { TiffPage } from '../../../../src-main/core/images/tiff/tiff-page.ts'

const [height, width, side] = [10, 12, 4]
const layout = {
  width,
  height,
  depth: 1,
  tileDepth: 1,
  samples: 1,
  planar: false,
  bits: 16,
  dtype: 'uint16',
  compression: 1,
  predictor: 1,
  reversedBits: false,
  tiled: true,
  chunkWidth: side,
  chunkHeight: side,
  chunksAcross: 3,
  chunksDown: 3,
} as PageLayout
const value = (y: number, x: number): number => y * 1000 + x

/** Tiles one behind the other from `start`, which need not be even; reads are counted. */
function tiledPage(start: number, littleEndian = true): TiffPage & { readonly reads: number[] } {
  const tileBytes = side * side * 2
  const bytes = Buffer.alloc(start + 9 * tileBytes)
  for (let tile = 0; tile < 9; tile++) {
    for (let i = 0; i < side * side; i++) {
      const y = Math.floor(tile / 3) * side + Math.floor(i / side)
      const at = start + tile * tileBytes + 2 * i
      const v = value(y, (tile % 3) * side + (i % side))
      if (littleEndian) bytes.writeUInt16LE(v, at)
      else bytes.writeUInt16BE(v, at)
    }
  }
  const reads: number[] = []
  const file: FileReader = {
    path: 'f',
    sizeBytes: bytes.length,
    readInto: async (target, offset) => {
      reads.push(offset)
      target.set(bytes.subarray(offset, offset + target.length))
    },
    read: () => Promise.reject(new Error('not needed')),
    close: async () => undefined,
  }
  const offsets = Array.from({ length: 9 }, (_, tile) => start + tile * tileBytes)
  const chunks = { offsets, byteCounts: offsets.map(() => tileBytes) }
  return { file, littleEndian, key: 'k', layout, chunks, reads }
}

test.each([
  [8, true],
  [9, true],
  [8, false],
])('tiles at byte %d, little-endian %j, are read in one run', async (start, littleEndian) => {
  const page = tiledPage(start, littleEndian)
  const rectangle = { y: 1, x: 2, height: 8, width: 9 }
  const out = new Uint16Array(72)
  await readRawParts(page, chunksIn(layout, 0, rectangle), rectangle, out, undefined)
  const expected = Array.from({ length: 72 }, (_, i) => value(1 + Math.floor(i / 9), 2 + (i % 9)))
  expect([...out]).toEqual(expected)
  expect(page.reads).toEqual([start])
})

test('scattered strips go straight into the result', async () => {
  const strips: PageLayout = {
    ...layout,
    tiled: false,
    chunkWidth: width,
    chunksAcross: 1,
    chunksDown: 3,
  }
  const stored = Uint16Array.from({ length: height * width }, (_, i) => i)
  const offsets = [0, 500, 200]
  const bytes = new Uint8Array(1000)
  for (const [i, offset] of offsets.entries()) {
    bytes.set(bytesOf(stored.subarray(i * side * width, (i + 1) * side * width)), offset)
  }
  const page = tiledPage(8)
  const file = {
    ...page.file,
    readInto: async (target: Uint8Array, offset: number) => {
      page.reads.push(offset)
      target.set(bytes.subarray(offset, offset + target.length))
    },
  }
  const rectangle = { y: 2, x: 0, height: 7, width }
  const out = new Uint16Array(7 * width)
  const chunks = { offsets, byteCounts: [96, 96, 48] }
  const parts = chunksIn(strips, 0, rectangle)
  await readRawParts({ ...page, file, layout: strips, chunks }, parts, rectangle, out, undefined)
  expect([...out]).toEqual([...stored.subarray(2 * width, 9 * width)])
  expect(page.reads).toHaveLength(3)
})

test('nothing is read for a caller that has gone', async () => {
  const page = tiledPage(8)
  const rectangle = { y: 0, x: 0, height: 4, width: 4 }
  const reading = readRawParts(
    page,
    chunksIn(layout, 0, rectangle),
    rectangle,
    new Uint16Array(16),
    AbortSignal.abort(),
  )
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  expect(page.reads).toEqual([])
})
