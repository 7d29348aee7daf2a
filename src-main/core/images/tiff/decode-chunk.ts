/** One strip or tile: from the bytes in the file to pixels in the host's byte order. */
import { TouchstoneError, messageOf } from '../../errors.ts'
import { swapBytes } from '../byte-order.ts'
import { decodeFloat16 } from '../float16.ts'
import { createPixelArray, pixelArrayOn, storedBytesPerPixel } from '../pixel-types.ts'
import type { PixelArray } from '../types.ts'
import { decodeCcitt } from './codecs/ccitt.ts'
import { faxKind, isPixelCodec } from './codecs/kinds.ts'
import { decompress, nameOfCompression } from './decompress.ts'
import { chunkBytes, type PageLayout } from './page-layout.ts'
import { undoFloatingPoint, undoHorizontal } from './predictor.ts'
import { reverseBits } from './reverse-bits.ts'
import { unpackBits } from './unpack-bits.ts'

/**
 * Any strip or tile: rows x chunkWidth x samples values (samples 1 where planar). TouchstoneError
 * 'format-corrupt', or 'unsupported-encoding' for kinds of JPEG that are not read.
 */
export function decodeTiffChunk(
  path: string,
  layout: PageLayout,
  littleEndian: boolean,
  stored: Uint8Array,
  rows: number,
): PixelArray | Promise<PixelArray> {
  return isPixelCodec(layout.compression)
    ? decodePixels(path, layout, stored, rows)
    : decodeChunk(path, layout, littleEndian, stored, rows)
}

/** The decoders of pixels are loaded when the first such chunk comes. */
async function decodePixels(
  path: string,
  layout: PageLayout,
  stored: Uint8Array,
  rows: number,
): Promise<PixelArray> {
  const { decodeCodecChunk } = await import('./codecs/decode-codec-chunk.ts')
  return decodeCodecChunk(path, layout, stored, rows)
}

/** As `decodeTiffChunk`, for compressions that give bytes. TouchstoneError 'format-corrupt'. */
export function decodeChunk(
  path: string,
  layout: PageLayout,
  littleEndian: boolean,
  stored: Uint8Array,
  rows: number,
): PixelArray {
  const bytes = expand(path, layout, layout.reversedBits ? reverseBits(stored) : stored, rows)
  const samples = layout.planar ? 1 : layout.samples
  const { dtype, bits, predictor } = layout
  const bytesPerSample = storedBytesPerPixel(dtype)
  if (bits !== 8 * bytesPerSample) {
    const perRow = layout.chunkWidth * samples
    const target = createPixelArray(dtype, rows * perRow, path) as Uint16Array
    unpackBits(bytes, bits, rows, perRow, target, littleEndian)
    if (predictor === 2) undoHorizontal(target, rows, samples)
    return target
  }
  const integerType = dtype.startsWith('float') ? (`uint${bits}` as 'uint16') : dtype
  let own: Uint8Array
  if (predictor === 3) own = undoFloatingPoint(bytes, rows, samples, bytesPerSample)
  else {
    own = layout.compression !== 1 && isOwn(bytes) ? bytes : new Uint8Array(bytes) // aligned, and ours to change
    if (!littleEndian) swapBytes(own, bytesPerSample)
    if (predictor === 2) {
      undoHorizontal(
        pixelArrayOn(integerType, own.buffer as ArrayBuffer) as Uint16Array,
        rows,
        samples,
      )
    }
  }
  const buffer = own.buffer as ArrayBuffer
  return dtype === 'float16' ? decodeFloat16(new Uint16Array(buffer)) : pixelArrayOn(dtype, buffer)
}

/** Whether what decompression made is all of its memory, and not a part of a pool. */
function isOwn(bytes: Uint8Array): boolean {
  return bytes.byteOffset === 0 && bytes.length === bytes.buffer.byteLength
}

function expand(path: string, layout: PageLayout, stored: Uint8Array, rows: number): Uint8Array {
  const length = chunkBytes(layout, rows)
  let bytes: Uint8Array
  try {
    const kind = faxKind(layout.compression)
    bytes =
      kind === undefined
        ? decompress(layout.compression, stored, length, chunkBytes(layout, layout.chunkHeight))
        : decodeCcitt(stored, {
            kind,
            width: layout.chunkWidth,
            rows,
            twoDimensional: kind === 'group3' && (layout.faxOptions & 1) > 0,
            mayBeUncompressed: (layout.faxOptions & 2) > 0,
          })
  } catch (error) {
    throw new TouchstoneError(
      'format-corrupt',
      `${path}: a ${chunkWord(layout)} compressed with ${nameOfCompression(layout.compression)} cannot be decoded (${messageOf(error)}).`,
      { path, compression: layout.compression },
    )
  }
  if (bytes.length < length) {
    throw new TouchstoneError(
      'format-corrupt',
      `${path}: a ${chunkWord(layout)} decodes to ${bytes.length} bytes, and ${length} are needed.`,
      { path, bytes: bytes.length, needed: length },
    )
  }
  return bytes
}

function chunkWord(layout: PageLayout): string {
  return layout.tiled ? 'tile' : 'strip'
}
