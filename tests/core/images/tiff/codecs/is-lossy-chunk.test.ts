import { expect, test } from 'vitest'
import { isLossyChunk } from '../../../../../src-main/core/images/tiff/codecs/is-lossy-chunk.ts'
import type { PageLayout } from '../../../../../src-main/core/images/tiff/page-layout.ts'
import { encodeLosslessJpeg } from '../../jpeg/encode-lossless-jpeg.ts'
import { tinyJpeg } from '../../jpeg/tiny-jpeg.ts'
import { constantLerc } from './constant-lerc.ts'

const layout = (compression: number, dtype = 'uint8'): PageLayout =>
  ({ compression, dtype, jpegTables: null, lercCompression: 0 }) as PageLayout

test('JPEG changes values, its lossless process does not, unless it leaves low bits out', async () => {
  expect(await isLossyChunk(layout(7), tinyJpeg)).toBe(true)
  const pixels = new Uint16Array(12)
  const options = { width: 4, height: 3, components: 1, bits: 12, predictor: 1 }
  expect(await isLossyChunk(layout(7), encodeLosslessJpeg(pixels, options))).toBe(false)
  const shifted = encodeLosslessJpeg(pixels, { ...options, pointTransform: 2 })
  expect(await isLossyChunk(layout(7), shifted)).toBe(true)
})

test('WebP is lossless where its first chunk says so', async () => {
  const head = (kind: string): Uint8Array => new Uint8Array(Buffer.from(`RIFF    WEBP${kind}`))
  expect(await isLossyChunk(layout(50001), head('VP8L'))).toBe(false)
  expect(await isLossyChunk(layout(50001), head('VP8 '))).toBe(true)
})

test('LERC keeps integers with a tolerance of a half, and floats with none', async () => {
  expect(await isLossyChunk(layout(34887), constantLerc(7, 0.5))).toBe(false)
  expect(await isLossyChunk(layout(34887), constantLerc(7, 2))).toBe(true)
  expect(await isLossyChunk(layout(34887, 'float32'), constantLerc(7, 0.5))).toBe(true)
  expect(await isLossyChunk(layout(34887, 'float32'), constantLerc(7, 0))).toBe(false)
})

test('what cannot be understood counts as changed', async () => {
  for (const compression of [7, 34887, 50001])
    expect(await isLossyChunk(layout(compression), Uint8Array.of(1, 2, 3))).toBe(true)
})
