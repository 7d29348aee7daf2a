/**
 * Filters of Zarr 2 that change numbers before they are compressed, undone as numcodecs 0.16 does it:
 * differences of neighbours, and scaled values in a smaller type. All of them work on flat arrays.
 */
import { swapBytes } from '../../byte-order.ts'
import { decodeFloat16 } from '../../float16.ts'
import { bytesOf, pixelArrayOn, storedBytes, storedBytesPerPixel } from '../../pixel-types.ts'
import type { PixelArray, PixelType } from '../../types.ts'

/** A number type as it stands in a file. */
export interface StoredType {
  readonly dtype: PixelType
  readonly littleEndian: boolean
}

/** Running sums in the type `to`, wrapping around as its integers do. */
export function undoDelta(stored: Uint8Array, from: StoredType, to: StoredType): Uint8Array {
  const steps = readNumbers(stored, from)
  const sums = pixelArrayOn(to.dtype, new ArrayBuffer(memoryBytes(steps.length, to)))
  if (isBig(sums)) {
    for (let i = 0; i < sums.length; i++) sums[i] = (i > 0 ? sums[i - 1]! : 0n) + BigInt(steps[i]!)
  } else {
    for (let i = 0; i < sums.length; i++) sums[i] = (i > 0 ? sums[i - 1]! : 0) + Number(steps[i]!)
  }
  return writeNumbers(sums, to)
}

/** `value / scale + offset`, in single precision where the stored type is that, else in double. */
export function undoScale(
  stored: Uint8Array,
  from: StoredType,
  to: StoredType,
  scale: number,
  offset: number,
): Uint8Array {
  const scaled = readNumbers(stored, from)
  const values = pixelArrayOn(to.dtype, new ArrayBuffer(memoryBytes(scaled.length, to)))
  const round = from.dtype === 'float32' ? Math.fround : (value: number) => value
  const whole = !to.dtype.startsWith('float')
  for (let i = 0; i < values.length; i++) {
    const value = round(round(Number(scaled[i]!) / scale) + offset)
    if (isBig(values)) values[i] = BigInt(Math.trunc(value))
    else values[i] = whole ? Math.trunc(value) : value
  }
  return writeNumbers(values, to)
}

function readNumbers(stored: Uint8Array, { dtype, littleEndian }: StoredType): PixelArray {
  const bytes = new Uint8Array(stored)
  const size = storedBytesPerPixel(dtype)
  if (!littleEndian) swapBytes(bytes, size)
  return dtype === 'float16'
    ? decodeFloat16(new Uint16Array(bytes.buffer))
    : pixelArrayOn(dtype, bytes.buffer)
}

function writeNumbers(values: PixelArray, { dtype, littleEndian }: StoredType): Uint8Array {
  const bytes = dtype === 'float16' ? storedBytes(values, dtype) : bytesOf(values)
  if (!littleEndian) swapBytes(bytes, storedBytesPerPixel(dtype))
  return bytes
}

function memoryBytes(length: number, { dtype }: StoredType): number {
  return length * (dtype === 'float16' ? 4 : storedBytesPerPixel(dtype))
}

function isBig(values: PixelArray): values is BigInt64Array | BigUint64Array {
  return values instanceof BigInt64Array || values instanceof BigUint64Array
}
