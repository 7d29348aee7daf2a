import { expect, test } from 'vitest'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import {
  chunkBytes,
  chunkRows,
  isRawRaster,
  readChunkTable,
  readPageLayout,
  type ChunkTable,
  type PageLayout,
} from '../../../../src-main/core/images/tiff/page-layout.ts'
import {
  encodeTiff,
  grayTags,
  ramp,
  type FixturePage,
  type FixtureTag,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

async function read(page: FixturePage): Promise<{ layout: PageLayout; table: ChunkTable }> {
  const tiff = await openTiffFile(folder.write('a.tif', encodeTiff([page])))
  try {
    const directory = await tiff.directory(0)
    const layout = await readPageLayout('a.tif', directory)
    const table = await readChunkTable('a.tif', directory, layout, tiff.file.sizeBytes)
    return { layout, table }
  } finally {
    await tiff.file.close()
  }
}

const gray = (extra: readonly FixtureTag[] = [], height = 5, width = 4): FixtureTag[] =>
  grayTags(height, width, { extra })

test.each([
  [1, 1, 'bool'],
  [2, 1, 'uint8'],
  [8, 1, 'uint8'],
  [12, 1, 'uint16'],
  [16, 2, 'int16'],
  [16, 3, 'float16'],
  [24, 1, 'uint32'],
  [32, 3, 'float32'],
  [32, 4, 'uint32'],
  [64, 1, 'uint64'],
  [64, 3, 'float64'],
])('%d bits of sample format %d are %s', async (bits, format, dtype) => {
  const { layout } = await read({ tags: grayTags(1, 1, { bits, format }), chunks: [ramp(8)] })
  expect(layout.dtype).toBe(dtype)
  expect(isRawRaster(layout)).toBe([8, 16, 32, 64].includes(bits))
})

test.each([
  [8, 3, /float with 8 bits/],
  [24, 3, /float with 24 bits/],
  [12, 2, /signed with 12 bits/],
  [64, 5, /complex/],
  [48, 1, /48 bits/],
])('%d bits of sample format %d are not read, and said so', async (bits, format, message) => {
  const page = { tags: grayTags(1, 1, { bits, format }), chunks: [ramp(8)] }
  await expect(read(page)).rejects.toMatchObject({
    code: 'unsupported-encoding',
    message: expect.stringMatching(message) as string,
  })
})

test('strips: the last one is short, and lengths that are left out are worked out', async () => {
  const tags = gray([[278, 'short', [2]]])
  const chunks = [ramp(8), ramp(8), ramp(4)]
  const { layout, table } = await read({ tags, chunks })
  expect(layout).toMatchObject({ chunkWidth: 4, chunkHeight: 2, chunksAcross: 1, chunksDown: 3 })
  expect([0, 1, 2].map((chunk) => chunkRows(layout, chunk))).toEqual([2, 2, 1])
  expect(table.byteCounts).toEqual([8, 8, 4])
  expect((await read({ tags, chunks, omitByteCounts: true })).table.byteCounts).toEqual([8, 8, 4])
  const deflated = gray([
    [278, 'short', [2]],
    [259, 'short', [8]],
  ])
  const counts = (await read({ tags: deflated, chunks, omitByteCounts: true })).table.byteCounts
  expect(counts.slice(0, 2)).toEqual([8, 8])
})

test('tiles are always whole', async () => {
  const tags = gray(
    [
      [322, 'short', [16]],
      [323, 'short', [16]],
    ],
    20,
    40,
  )
  const { layout } = await read({
    tags,
    chunks: Array.from({ length: 6 }, () => ramp(256)),
    tiled: true,
  })
  expect(layout).toMatchObject({ tiled: true, chunksAcross: 3, chunksDown: 2 })
  expect(chunkRows(layout, 5)).toBe(16)
  expect(chunkBytes(layout, 16)).toBe(256)
})

test('rows of odd depth start on a byte', async () => {
  const { layout } = await read({ tags: grayTags(2, 3, { bits: 12 }), chunks: [ramp(10)] })
  expect(chunkBytes(layout, 2)).toBe(10)
})

test.each([
  ['its width is 0', [[256, 'long', [0]]]],
  ['its predictor is 9', [[317, 'short', [9]]]],
  ['its predictor is 3', [[317, 'short', [3]]]],
  ['its strips are 0 x 4', [[278, 'short', [0]]]],
  ['5 strips are needed', [[278, 'short', [1]]]],
] as const)('corrupt: %s', async (message, extra) => {
  await expect(
    read({ tags: gray(extra as unknown as FixtureTag[]), chunks: [ramp(20)] }),
  ).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringContaining(message) as string,
  })
})

test.each([
  ['JPEG 2000', [[259, 'short', [34712]]]],
  ['LZMA', [[259, 'short', [34925]]]],
  [
    'old-style JPEG with tables',
    [
      [259, 'short', [6]],
      [519, 'long', [8, 72, 136]],
    ],
  ],
  [
    'YCbCr 2 x 2',
    [
      [262, 'short', [6]],
      [277, 'short', [3]],
      [258, 'short', [8, 8, 8]],
    ],
  ],
  [
    '5, 6, 5 bits',
    [
      [277, 'short', [3]],
      [258, 'short', [5, 6, 5]],
    ],
  ],
] as const)('not supported, and named: %s', async (message, extra) => {
  await expect(
    read({ tags: gray(extra as unknown as FixtureTag[]), chunks: [ramp(60)] }),
  ).rejects.toMatchObject({
    code: 'unsupported-encoding',
    message: expect.stringContaining(message) as string,
  })
})
