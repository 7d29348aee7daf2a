import { expect, test } from 'vitest'
import {
  chunksIn,
  copyPart,
  isSparse,
  rasterOffset,
} from '../../../../src-main/core/images/tiff/chunk-parts.ts'
import type { PageLayout } from '../../../../src-main/core/images/tiff/page-layout.ts'

const tiled = {
  width: 40,
  height: 30,
  depth: 1,
  tileDepth: 1,
  samples: 1,
  planar: false,
  bits: 8,
  dtype: 'uint8',
  compression: 1,
  predictor: 1,
  reversedBits: false,
  tiled: true,
  chunkWidth: 16,
  chunkHeight: 16,
  chunksAcross: 3,
  chunksDown: 2,
} as PageLayout
const strips: PageLayout = {
  ...tiled,
  tiled: false,
  chunkWidth: 40,
  chunkHeight: 8,
  chunksAcross: 1,
  chunksDown: 4,
}

test('a rectangle touches its tiles only, and knows what it needs of each', () => {
  const parts = chunksIn(tiled, 0, { y: 10, x: 15, height: 10, width: 18 })
  expect(parts.map(({ chunk }) => chunk)).toEqual([0, 1, 2, 3, 4, 5])
  expect(parts[0]).toMatchObject({ inside: { y: 10, x: 15, height: 6, width: 1 }, isPartial: true })
  expect(chunksIn(tiled, 0, { y: 16, x: 16, height: 14, width: 16 })).toMatchObject([
    { chunk: 4, rows: 16, isPartial: true },
  ])
  expect(chunksIn(tiled, 1, { y: 0, x: 0, height: 16, width: 16 })).toMatchObject([
    { chunk: 6, isPartial: false },
  ])
})

test('the last strip is short', () => {
  const parts = chunksIn(strips, 0, { y: 20, x: 0, height: 10, width: 40 })
  expect(parts.map(({ chunk, rows, isPartial }) => [chunk, rows, isPartial])).toEqual([
    [2, 8, true],
    [3, 6, false],
  ])
})

test('rows of a part land where the rectangle has them', () => {
  const rectangle = { y: 1, x: 1, height: 2, width: 2 }
  const layout = { ...tiled, width: 4, height: 4, chunkWidth: 2, chunkHeight: 2 } as PageLayout
  const out = new Uint8Array(4)
  for (const part of chunksIn({ ...layout, chunksAcross: 2, chunksDown: 2 }, 0, rectangle)) {
    const base = 10 * part.chunk
    copyPart(Uint8Array.of(base, base + 1, base + 2, base + 3), part, 2, 1, out, rectangle)
  }
  expect([...out]).toEqual([3, 12, 21, 30])
})

test('strips one behind the other are one raster; a gap or a hole is none', () => {
  const whole = { y: 0, x: 0, height: 30, width: 40 }
  const table = (...offsets: number[]) => ({ offsets, byteCounts: [320, 320, 320, 240] })
  expect(rasterOffset(strips, table(100, 420, 740, 1060), 0, whole)).toBe(100)
  expect(rasterOffset(strips, table(100, 420, 741, 1061), 0, whole)).toBeUndefined()
  const below = { ...whole, y: 16, height: 10 }
  expect(rasterOffset(strips, table(100, 420, 741, 1061), 0, below)).toBe(101)
  expect(rasterOffset(strips, table(0, 320, 640, 960), 0, whole)).toBeUndefined()
  expect(rasterOffset(tiled, table(100), 0, whole)).toBeUndefined()
  const offsets = [100, 420, 740, 1060]
  const short = { offsets, byteCounts: [320, 319, 320, 240] }
  expect(rasterOffset(strips, short, 0, whole)).toBeUndefined()
  expect(rasterOffset(strips, { offsets, byteCounts: [0, 0, 0, 0] }, 0, whole)).toBe(100)
  expect(isSparse({ offsets: [0, 5], byteCounts: [0, 0] }, 0)).toBe(true)
  expect(isSparse({ offsets: [0, 5], byteCounts: [0, 0] }, 1)).toBe(false)
})

test('a tile that holds several planes is read once for each, at the place of the plane', () => {
  const deep = { ...tiled, depth: 5, tileDepth: 2 }
  const rectangle = { y: 0, x: 0, height: 30, width: 40 }
  const [first] = chunksIn(deep, 3, rectangle)
  // plane 3 is the second of the second slab: tiles 6 to 11, each of 2 x 16 rows
  expect(first).toMatchObject({ chunk: 6, rows: 32, isPartial: true, inside: { y: 0, height: 16 } })
  const pixels = Uint8Array.from({ length: 32 * 16 }, (_, i) => (i < 16 * 16 ? 1 : 2))
  const out = new Uint8Array(30 * 40)
  copyPart(pixels, first!, 16, 1, out, rectangle)
  expect(out[0]).toBe(2)
  expect(out[15 * 40 + 15]).toBe(2)
  expect(out[16]).toBe(0)
})
