import { expect, test } from 'vitest'
import { decodeCodecChunk } from '../../../../../src-main/core/images/tiff/codecs/decode-codec-chunk.ts'
import type { PageLayout } from '../../../../../src-main/core/images/tiff/page-layout.ts'
import { encodeLosslessJpeg } from '../../jpeg/encode-lossless-jpeg.ts'
import { tinyJpeg, twelveBitJpeg } from '../../jpeg/tiny-jpeg.ts'

const layout: PageLayout = {
  width: 16,
  height: 8,
  depth: 1,
  tileDepth: 1,
  samples: 3,
  planar: false,
  bits: 8,
  dtype: 'uint8',
  compression: 7,
  predictor: 1,
  photometric: 6,
  reversedBits: false,
  jpegTables: null,
  faxOptions: 0,
  lercCompression: 0,
  tiled: false,
  chunkWidth: 16,
  chunkHeight: 8,
  chunksAcross: 1,
  chunksDown: 1,
}

test('JPEG of YCbCr comes out as red, green and blue, rows that are not needed left out', async () => {
  const whole = await decodeCodecChunk('a.tif', layout, tinyJpeg, 8)
  expect(whole).toHaveLength(16 * 8 * 3)
  expect([...whole.slice(0, 3)]).toEqual([0, 6, 116])
  expect(await decodeCodecChunk('a.tif', layout, tinyJpeg, 5)).toEqual(whole.slice(0, 16 * 5 * 3))
})

test('lossless JPEG keeps 16 bits', async () => {
  const pixels = Uint16Array.from({ length: 128 }, (_, i) => i * 511)
  const stream = encodeLosslessJpeg(pixels, {
    width: 16,
    height: 8,
    components: 1,
    bits: 16,
    predictor: 1,
  })
  const gray = { ...layout, samples: 1, bits: 16, dtype: 'uint16', photometric: 1 } as const
  expect(await decodeCodecChunk('a.tif', gray, stream, 8)).toEqual(pixels)
})

test('sizes and samples that disagree are named', async () => {
  const narrow = { ...layout, width: 8, chunkWidth: 8 }
  await expect(decodeCodecChunk('a.tif', narrow, tinyJpeg, 8)).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringMatching(/8 x 16 pixels, and 8 x 8/) as string,
  })
  const gray = { ...layout, samples: 1 }
  await expect(decodeCodecChunk('a.tif', gray, tinyJpeg, 8)).rejects.toThrow('of 3 samples')
})

test('JPEG of 12 bits is read, but never into fewer bits', async () => {
  const wide = { ...layout, bits: 12, dtype: 'uint16' } as const
  const pixels = await decodeCodecChunk('a.tif', wide, twelveBitJpeg(), 8)
  expect(pixels).toHaveLength(16 * 8 * 3)
  expect(Math.abs(Number(pixels[2]) - 16 * 116)).toBeLessThanOrEqual(24)
  await expect(decodeCodecChunk('a.tif', layout, twelveBitJpeg(), 8)).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringContaining('12 bits, and 8 are stated') as string,
  })
})

test('lossless JPEG that states neighbouring pixels as components is regrouped', async () => {
  const pixels = Uint16Array.from({ length: 128 }, (_, i) => i * 511)
  const options = { width: 8, height: 8, components: 2, bits: 16, predictor: 1 }
  const gray = { ...layout, samples: 1, bits: 16, dtype: 'uint16', photometric: 1 } as const
  const stream = encodeLosslessJpeg(pixels, options)
  expect(await decodeCodecChunk('a.tif', gray, stream, 8)).toEqual(pixels)
})

test('old-style JPEG is read where a strip is a whole stream', async () => {
  const old = { ...layout, compression: 6 }
  expect(await decodeCodecChunk('a.tif', old, tinyJpeg, 8)).toEqual(
    await decodeCodecChunk('a.tif', layout, tinyJpeg, 8),
  )
  await expect(decodeCodecChunk('a.tif', old, tinyJpeg.slice(400), 8)).rejects.toMatchObject({
    code: 'unsupported-encoding',
  })
})

test('an arithmetic-coded JPEG is an encoding that is not read', async () => {
  const arithmetic = tinyJpeg.slice()
  arithmetic[arithmetic.findIndex((byte, i) => byte === 0xff && arithmetic[i + 1] === 0xc0) + 1] =
    0xc9
  await expect(decodeCodecChunk('a.tif', layout, arithmetic, 8)).rejects.toMatchObject({
    code: 'unsupported-encoding',
  })
})

test.each([34887, 50001])('damaged data of compression %i are named', async (compression) => {
  const damaged = Uint8Array.of(9, 9, 9, 9)
  await expect(
    decodeCodecChunk('a.tif', { ...layout, compression }, damaged, 8),
  ).rejects.toMatchObject({ code: 'format-corrupt' })
})
