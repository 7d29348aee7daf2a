/** Strips and tiles whose compression gives pixels: JPEG, lossless JPEG, LERC, WebP. */
import { isTouchstoneError, messageOf, TouchstoneError } from '../../../errors.ts'
import { decodeJpeg, unreadableJpeg } from '../../jpeg/decode-jpeg.ts'
import { decodeLosslessJpeg } from '../../jpeg/decode-lossless-jpeg.ts'
import { isJpeg, jpegFrame, losslessFrame, withTables } from '../../jpeg/jpeg-markers.ts'
import { createPixelArray } from '../../pixel-types.ts'
import type { PixelArray } from '../../types.ts'
import { nameOfCompression } from '../decompress.ts'
import { chunkBytes, type PageLayout } from '../page-layout.ts'
import { isJpegCompression, isWebpCompression, oldJpegCode } from './kinds.ts'
import { decodeLerc } from './lerc.ts'
import { decodeWebp } from './webp.ts'

/** What a decoder gave: interleaved samples, at least as many rows as are needed. */
interface Decoded {
  readonly width: number
  readonly height: number
  readonly samples: number
  readonly data: ArrayLike<number>
}

const photometricYCbCr = 6

/** rows x chunkWidth x samples values. TouchstoneError 'format-corrupt' or 'unsupported-encoding'. */
export async function decodeCodecChunk(
  path: string,
  layout: PageLayout,
  stored: Uint8Array,
  rows: number,
): Promise<PixelArray> {
  const samples = layout.planar ? 1 : layout.samples
  let decoded: Decoded
  try {
    decoded = await decodeWith(path, layout, stored, samples)
  } catch (error) {
    if (isTouchstoneError(error)) throw error
    throw corrupt(path, layout, messageOf(error))
  }
  const { width, height, data } = decoded
  if (width !== layout.chunkWidth || height < rows || decoded.samples !== samples) {
    throw corrupt(
      path,
      layout,
      `it holds ${height} x ${width} pixels of ${decoded.samples} samples, and ${rows} x ${layout.chunkWidth} of ${samples} are needed`,
    )
  }
  const pixels = createPixelArray(layout.dtype, rows * width * samples, path)
  for (let i = 0; i < pixels.length; i++) pixels[i] = data[i]!
  return pixels
}

function decodeWith(
  path: string,
  layout: PageLayout,
  stored: Uint8Array,
  samples: number,
): Promise<Decoded> {
  if (isJpegCompression(layout.compression)) return jpeg(path, layout, stored)
  if (isWebpCompression(layout.compression)) return webp(layout, stored, samples)
  const largestBytes = chunkBytes(layout, layout.chunkHeight)
  return decodeLerc(stored, layout.lercCompression, largestBytes)
}

async function jpeg(path: string, layout: PageLayout, stored: Uint8Array): Promise<Decoded> {
  if (layout.compression === oldJpegCode && !isJpeg(stored)) {
    throw new TouchstoneError(
      'unsupported-encoding',
      `${path}: its old-style JPEG data are no whole JPEG stream; open it in Fiji or QuPath and save it with another compression.`,
      { path },
    )
  }
  const stream = layout.jpegTables === null ? stored : withTables(layout.jpegTables, stored)
  const frame = jpegFrame(stream)
  if (frame === undefined) throw new Error('it has no frame header')
  const isLossless = frame.marker === losslessFrame
  const samples = layout.planar ? 1 : layout.samples
  // lossless streams of raw cameras state neighbouring pixels as components
  const isRegrouped = isLossless && frame.width * frame.components === layout.chunkWidth * samples
  if ((frame.width !== layout.chunkWidth && !isRegrouped) || frame.height > layout.chunkHeight) {
    throw new Error(
      `it states ${frame.height} x ${frame.width} pixels, and ${layout.chunkHeight} x ${layout.chunkWidth} are the most`,
    )
  }
  if (frame.bits > layout.bits)
    throw new Error(`its values have ${frame.bits} bits, and ${layout.bits} are stated`)
  if (isLossless) {
    const { height, data } = decodeLosslessJpeg(stream, 2 * chunkBytes(layout, frame.height))
    const width = isRegrouped ? layout.chunkWidth : frame.width
    return { width, height, samples: isRegrouped ? samples : frame.components, data }
  }
  const unreadable = unreadableJpeg(stream)
  if (unreadable !== undefined) {
    throw new TouchstoneError(
      'unsupported-encoding',
      `${path}: its JPEG data are ${unreadable}; baseline and progressive JPEG of 8 and 12 bits and lossless JPEG are read. Save it with another compression.`,
      { path },
    )
  }
  const isYCbCr = layout.photometric === photometricYCbCr
  const { components, ...rest } = await decodeJpeg(stream, isYCbCr)
  return { ...rest, samples: components }
}

/** Red, green, blue and alpha come out always; images without alpha leave it. */
async function webp(layout: PageLayout, stored: Uint8Array, samples: number): Promise<Decoded> {
  const largestPixels = layout.chunkWidth * layout.chunkHeight
  const { width, height, data } = await decodeWebp(stored, largestPixels)
  if (samples === 4) return { width, height, samples, data }
  const kept = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++) {
    kept[3 * pixel] = data[4 * pixel]!
    kept[3 * pixel + 1] = data[4 * pixel + 1]!
    kept[3 * pixel + 2] = data[4 * pixel + 2]!
  }
  return { width, height, samples: 3, data: kept }
}

function corrupt(path: string, layout: PageLayout, why: string): TouchstoneError {
  return new TouchstoneError(
    'format-corrupt',
    `${path}: a ${layout.tiled ? 'tile' : 'strip'} compressed with ${nameOfCompression(layout.compression)} cannot be decoded (${why}).`,
    { path, compression: layout.compression },
  )
}
