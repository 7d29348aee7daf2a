/** The array that a read fills: the caller's own where type and length fit, else a new one. */
import { createPixelArray } from './pixel-types.ts'
import type { PixelArray, PixelType } from './types.ts'

/** A reused array still holds old values, a new one zeros. TouchstoneError 'file-too-large'. */
export function targetOrNew(
  dtype: PixelType,
  length: number,
  path: string,
  target: PixelArray | undefined,
): PixelArray {
  return target !== undefined && fits(target, dtype, length)
    ? target
    : createPixelArray(dtype, length, path)
}

function fits(target: PixelArray, dtype: PixelType, length: number): boolean {
  return target.length === length && target.constructor === arrayTypes[dtype]
}

const arrayTypes = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  uint64: BigUint64Array,
  int64: BigInt64Array,
  float16: Float32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const satisfies Record<PixelType, unknown>
