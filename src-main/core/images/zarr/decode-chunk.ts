/** Stored bytes of one Zarr chunk into pixels in C order, in this thread: the decoder of kind `zarr`. */
import { TouchstoneError } from '../../errors.ts'
import { swapBytes } from '../byte-order.ts'
import type { ChunkTask } from '../chunk-decoder.ts'
import { decodeFloat16 } from '../float16.ts'
import { pixelArrayOn } from '../pixel-types.ts'
import type { PixelArray, PixelType } from '../types.ts'
import type { ChunkLayout, ChunkStep } from './chunk-layout.ts'
import { decodeBlosc } from './codecs/blosc.ts'
import { withoutChecksum } from './codecs/crc32c.ts'
import { DamagedChunk, UnreadChunk } from './codecs/damaged-chunk.ts'
import { inflate } from './codecs/inflate.ts'
import { decodeLz4 } from './codecs/lz4.ts'
import { undoDelta, undoScale } from './codecs/number-filters.ts'
import { unpackBits } from './codecs/packed-bits.ts'
import { unshuffleBytes } from './codecs/shuffle.ts'
import { transposeBack } from './codecs/transpose.ts'

/** `task.layout` is a `ChunkLayout`. TouchstoneError 'format-corrupt' or 'unsupported-encoding'. */
export function decodeZarrChunk({ path, stored, layout }: ChunkTask): PixelArray {
  const { dtype, steps, storedBytes } = layout as ChunkLayout
  try {
    if (storedBytes !== undefined) requireBytes(stored.length, storedBytes, true)
    let bytes = stored
    for (const { step, outputBytes, exact } of steps) {
      bytes = undo(step, bytes, outputBytes)
      requireBytes(bytes.length, outputBytes, exact)
    }
    return asPixels(dtype, bytes)
  } catch (error) {
    if (error instanceof UnreadChunk) {
      throw new TouchstoneError('unsupported-encoding', `${path}: ${error.message}.`, { path })
    }
    if (!(error instanceof DamagedChunk)) throw error
    throw new TouchstoneError(
      'format-corrupt',
      `${path} is damaged: ${error.message}; copy or export it again.`,
      { path },
    )
  }
}

function undo(step: ChunkStep, bytes: Uint8Array, outputBytes: number): Uint8Array {
  switch (step.kind) {
    case 'blosc':
      return decodeBlosc(bytes, outputBytes)
    case 'lz4':
      return decodeSizedLz4(bytes, outputBytes)
    case 'crc32c':
      return withoutChecksum(bytes)
    case 'unshuffle': {
      const out = new Uint8Array(bytes.length)
      unshuffleBytes(bytes, out, step.elementBytes)
      return out
    }
    case 'delta':
      return undoDelta(bytes, step.from, step.to)
    case 'scale':
      return undoScale(bytes, step.from, step.to, step.scale, step.offset)
    case 'unpack-bits':
      return unpackBits(bytes, step.length)
    case 'swap': {
      const out = new Uint8Array(bytes)
      swapBytes(out, step.elementBytes)
      return out
    }
    case 'transpose':
      return transposeBack(bytes, step.shape, step.order, step.elementBytes)
    default:
      return inflate(step.kind, bytes, outputBytes)
  }
}

/** numcodecs puts the length, 4 bytes little-endian, before the LZ4 block; LZ4 reaches a ratio of 255. */
function decodeSizedLz4(stored: Uint8Array, limitBytes: number): Uint8Array {
  if (stored.length < 4) throw new DamagedChunk('LZ4 data end inside their header')
  const length = new DataView(stored.buffer, stored.byteOffset).getUint32(0, true)
  if (length > limitBytes || length > stored.length * 256) {
    throw new DamagedChunk(`LZ4 data state ${length} bytes, and ${limitBytes} are needed`)
  }
  const out = new Uint8Array(length)
  decodeLz4(stored.subarray(4), out)
  return out
}

function requireBytes(found: number, needed: number, exact: boolean): void {
  if (exact ? found === needed : found <= needed) return
  throw new DamagedChunk(`the chunk holds ${found} bytes, and ${needed} are needed`)
}

function asPixels(dtype: PixelType, bytes: Uint8Array): PixelArray {
  const own =
    bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength
      ? bytes
      : new Uint8Array(bytes)
  const buffer = own.buffer as ArrayBuffer
  return dtype === 'float16' ? decodeFloat16(new Uint16Array(buffer)) : pixelArrayOn(dtype, buffer)
}
