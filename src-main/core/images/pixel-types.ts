/**
 * Bytes and arrays behind each pixel type. Pixels in memory are in the host's order, which is
 * little-endian on every platform Touchstone runs on.
 */
import { TouchstoneError } from '../errors.ts'
import { encodeFloat16 } from './float16.ts'
import type { PixelArray, PixelType } from './types.ts'

/** One array of pixels is never larger than this; longer stacks are read plane by plane. */
export const largestBlockBytes = 4 * 2 ** 30

const storedBytesOf: Readonly<Record<PixelType, 1 | 2 | 4 | 8>> = {
  bool: 1,
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  float16: 2,
  uint32: 4,
  int32: 4,
  float32: 4,
  uint64: 8,
  int64: 8,
  float64: 8,
}

/** Bytes of one pixel in a file; float16 takes 2 there and 4 in memory. */
export function storedBytesPerPixel(dtype: PixelType): 1 | 2 | 4 | 8 {
  return storedBytesOf[dtype]
}

/** A zero-filled array of `length` pixels; TouchstoneError 'file-too-large' beyond the limit. */
export function createPixelArray(dtype: PixelType, length: number, path: string): PixelArray {
  const bytes = length * (dtype === 'float16' ? 4 : storedBytesOf[dtype])
  if (!(bytes <= largestBlockBytes)) {
    throw new TouchstoneError(
      'file-too-large',
      `${path}: ${bytes} bytes of pixels were asked for at once, and ${largestBlockBytes} is the limit; read it plane by plane.`,
      { path, bytes, limit: largestBlockBytes },
    )
  }
  return pixelArrayOn(dtype, new ArrayBuffer(bytes))
}

/** A typed array over all of `buffer`. */
export function pixelArrayOn(dtype: PixelType, buffer: ArrayBuffer): PixelArray {
  switch (dtype) {
    case 'bool':
    case 'uint8':
      return new Uint8Array(buffer)
    case 'int8':
      return new Int8Array(buffer)
    case 'uint16':
      return new Uint16Array(buffer)
    case 'int16':
      return new Int16Array(buffer)
    case 'uint32':
      return new Uint32Array(buffer)
    case 'int32':
      return new Int32Array(buffer)
    case 'uint64':
      return new BigUint64Array(buffer)
    case 'int64':
      return new BigInt64Array(buffer)
    case 'float16':
    case 'float32':
      return new Float32Array(buffer)
    case 'float64':
      return new Float64Array(buffer)
  }
}

/** The array's memory, not a copy. */
export function bytesOf(data: PixelArray): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

/** The pixels as a file would store them, little-endian: what `sha256` of an image is taken over. */
export function storedBytes(data: PixelArray, dtype: PixelType): Uint8Array {
  if (dtype !== 'float16') return bytesOf(data)
  return bytesOf(encodeFloat16(data as Float32Array))
}

/**
 * `target[targetAt ...] = source[sourceAt ... sourceAt + length]`. Both arrays have the same type.
 */
export function copyPixels(
  source: PixelArray,
  sourceAt: number,
  length: number,
  target: PixelArray,
  targetAt: number,
): void {
  const size = target.BYTES_PER_ELEMENT
  bytesOf(target).set(
    bytesOf(source).subarray(sourceAt * size, (sourceAt + length) * size),
    targetAt * size,
  )
}

export function isFloatType(dtype: PixelType): boolean {
  return dtype === 'float16' || dtype === 'float32' || dtype === 'float64'
}

export function product(values: readonly number[]): number {
  return values.reduce((all, value) => all * value, 1)
}
