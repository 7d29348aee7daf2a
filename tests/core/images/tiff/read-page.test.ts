import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import { createChunkCache } from '../../../../src-main/core/images/chunk-cache.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import {
  readChunkTable,
  type PageLayout,
} from '../../../../src-main/core/images/tiff/page-layout.ts'
import { decodeInPlace } from '../../../../src-main/core/images/chunk-decoders.ts'
import type { PageTools } from '../../../../src-main/core/images/tiff/read-chunks.ts'
import {
  readPageRectangle,
  readStoredPage,
  readStoredPieces,
} from '../../../../src-main/core/images/tiff/read-page.ts'
import type { TiffPage } from '../../../../src-main/core/images/tiff/tiff-page.ts'
import {
  encodeTiff,
  grayTags,
  ramp,
  type FixturePage,
  type FixtureTag,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const [height, width] = [37, 45]
const rgb = (y: number, x: number, s: number): number => (y * 7 + x * 3 + s * 50) & 255

/** The same RGB picture in every arrangement that TIFF knows. */
function arranged(tiled: boolean, planar: boolean, compressed: boolean): FixturePage {
  const [chunkHeight, chunkWidth] = tiled ? [16, 16] : [10, width]
  const chunks: Uint8Array[] = []
  for (const s of planar ? [[0], [1], [2]] : [[0, 1, 2]]) {
    for (let top = 0; top < height; top += chunkHeight) {
      for (let left = 0; left < width; left += chunkWidth) {
        const bytes: number[] = []
        const rows = tiled ? chunkHeight : Math.min(chunkHeight, height - top)
        for (let y = top; y < top + rows; y++) {
          for (let x = left; x < left + chunkWidth; x++)
            bytes.push(...s.map((sample) => rgb(y, x, sample)))
        }
        chunks.push(compressed ? deflateSync(Uint8Array.from(bytes)) : Uint8Array.from(bytes))
      }
    }
  }
  const extra: FixtureTag[] = [
    [258, 'short', [8, 8, 8]],
    [277, 'short', [3]],
    [284, 'short', [planar ? 2 : 1]],
    [259, 'short', [compressed ? 8 : 1]],
    ...(tiled
      ? ([
          [322, 'short', [16]],
          [323, 'short', [16]],
        ] as FixtureTag[])
      : ([[278, 'short', [10]]] as FixtureTag[])),
  ]
  return { tags: grayTags(height, width, { extra }), chunks, tiled }
}

const cases = [false, true].flatMap((tiled) =>
  [false, true].flatMap((planar) =>
    [false, true].map((compressed) => ({ tiled, planar, compressed })),
  ),
)

test.each(cases)(
  'rectangles and planes are the same however they are stored: %j',
  async ({ tiled, planar, compressed }) => {
    const path = folder.write('a.tif', encodeTiff([arranged(tiled, planar, compressed)]))
    const image = await openImage(path)
    expect(image.info).toMatchObject({
      axes: planar ? 'syx' : 'yxs',
      shape: planar ? [3, height, width] : [height, width, 3],
    })
    for (const [y, x, h, w] of [
      [0, 0, height, width],
      [9, 15, 2, 2],
      [15, 0, 22, width],
      [36, 44, 1, 1],
      [3, 20, 30, 17],
    ] as const) {
      const block = await image.readRegion({ y, x, height: h, width: w })
      const expected: number[] = []
      for (let row = y; row < y + h; row++) {
        for (let column = x; column < x + w; column++)
          expected.push(...[0, 1, 2].map((s) => rgb(row, column, s)))
      }
      expect(block).toMatchObject({ axes: 'yxs', shape: [h, w, 3] })
      expect([...block.data]).toEqual(expected)
    }
    const all = await image.readAll()
    const at = planar ? (2 * height + 5) * width + 6 : (5 * width + 6) * 3 + 2
    expect(all.data[at]).toBe(rgb(5, 6, 2))
    await image.close()
  },
)

const layout: PageLayout = {
  width: 4,
  height: 4,
  depth: 1,
  tileDepth: 1,
  samples: 1,
  planar: false,
  bits: 8,
  dtype: 'uint8',
  compression: 8,
  predictor: 1,
  photometric: 1,
  reversedBits: false,
  jpegTables: null,
  faxOptions: 0,
  lercCompression: 0,
  tiled: false,
  chunkWidth: 4,
  chunkHeight: 2,
  chunksAcross: 1,
  chunksDown: 2,
}

const tools = (bytes: number): PageTools => ({
  cache: createChunkCache(bytes),
  decoder: decodeInPlace,
})

/** A page whose reads are counted. */
function countedPage(
  chunks: readonly Uint8Array[],
  changes: Partial<PageLayout> = {},
): TiffPage & { reads: number[] } {
  const reads: number[] = []
  return {
    reads,
    key: 'p',
    littleEndian: true,
    layout: { ...layout, ...changes },
    chunks: {
      offsets: chunks.map((_, i) => i + 1),
      byteCounts: chunks.map(({ length }) => length),
    },
    file: {
      path: 'f',
      sizeBytes: 1000,
      readInto: () => Promise.reject(new Error('not needed')),
      read: async (offset) => {
        reads.push(offset - 1)
        return chunks[offset - 1]!
      },
      close: async () => undefined,
    },
  }
}

test('only the strips that are touched are read, and partly used ones once', async () => {
  const page = countedPage([deflateSync(ramp(8)), deflateSync(ramp(8, 8))])
  const cache = tools(1000)
  const right = { y: 2, x: 2, height: 1, width: 2 }
  expect([...(await readPageRectangle(page, right, 0, cache))]).toEqual([10, 11])
  expect(page.reads).toEqual([1])
  expect([...(await readPageRectangle(page, { ...right, x: 0 }, 0, cache))]).toEqual([8, 9])
  expect(page.reads).toEqual([1])
  expect([...(await readStoredPage(page, 0, cache))]).toEqual([...ramp(16)])
  expect(page.reads).toEqual([1, 0])
})

test('a strip that was never written is 0', async () => {
  const page = countedPage([deflateSync(ramp(8)), new Uint8Array(0)])
  const sparse = {
    ...page,
    chunks: { offsets: [1, 0], byteCounts: [page.chunks.byteCounts[0]!, 0] },
  }
  const pixels = await readStoredPage(sparse, 0, tools(0))
  expect([...pixels]).toEqual([...ramp(8), ...new Uint8Array(8)])
})

test('sizes that the stored bytes cannot hold are refused before memory is asked for', async () => {
  const huge = {
    width: 60_000,
    height: 60_000,
    chunkWidth: 60_000,
    chunkHeight: 60_000,
    chunksDown: 1,
  }
  const page = countedPage([deflateSync(ramp(8))], huge)
  const whole = { y: 0, x: 0, height: 60_000, width: 60_000 }
  await expect(readPageRectangle(page, whole, 0, tools(0))).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringMatching(/3600000000 bytes of pixels are stated for 16 bytes/) as string,
  })
  expect(page.reads).toEqual([])
})

test('a reused array is zeroed where chunks were never written', async () => {
  const page = countedPage([deflateSync(ramp(8)), new Uint8Array(0)])
  const sparse = {
    ...page,
    chunks: { offsets: [1, 0], byteCounts: [page.chunks.byteCounts[0]!, 0] },
  }
  const target = new Uint8Array(16).fill(9)
  expect(await readStoredPage(sparse, 0, tools(0), { target })).toBe(target)
  expect([...target]).toEqual([...ramp(8), ...new Uint8Array(8)])
})

test('a plane in pieces is the plane, samples one after another where they are planar', async () => {
  for (const page of [arranged(true, true, true), arranged(false, false, false)]) {
    const image = await openImage(folder.write('pieces.tif', encodeTiff([page])))
    const whole = await image.readAll()
    await image.close()
    const tiff = await openTiffFile(folder.write('pieces.tif', encodeTiff([page])))
    const directory = await tiff.directory(0)
    const own = await tiff.layout(0)
    const chunks = await readChunkTable('f', directory, own, tiff.file.sizeBytes)
    const opened = { file: tiff.file, littleEndian: true, key: 'k', layout: own, chunks }
    const pieces: number[] = []
    for await (const piece of readStoredPieces(opened, 0, tools(0))) {
      pieces.push(...(piece as Uint8Array))
    }
    expect(pieces).toEqual([...(whole.data as Uint8Array)])
    await tiff.file.close()
  }
})
