/** Which pixel type an exported OME-TIFF has: OME names no bits, half floats or 64-bit integers. */
import { TouchstoneError } from '../errors.ts'
import { isOmePixelType, type OmePixelType } from './ome-xml.ts'
import { pixelArrayOn, storedBytesPerPixel } from './pixel-types.ts'
import type { ImageSource, PixelArray } from './types.ts'

/**
 * Exact for every value: bits become bytes, half floats floats, and 64-bit integers the smallest of
 * uint32 and int32 that holds all. `values` gives every pixel, in pieces; read for 64-bit integers only.
 * TouchstoneError 'bad-request' where neither holds them.
 */
export async function exportedPixelType(
  { info, path }: ImageSource,
  values: () => AsyncIterable<PixelArray>,
): Promise<OmePixelType> {
  const { dtype } = info
  if (dtype === 'bool') return 'uint8'
  if (dtype === 'float16') return 'float32'
  if (isOmePixelType(dtype)) return dtype
  let [least, most] = [0n, 0n]
  for await (const piece of values()) {
    for (let i = 0; i < piece.length; i++) {
      const value = piece[i] as bigint
      if (value < least) least = value
      if (value > most) most = value
    }
  }
  if (least >= 0n && most < 2n ** 32n) return 'uint32'
  if (least >= -(2n ** 31n) && most < 2n ** 31n) return 'int32'
  throw new TouchstoneError(
    'bad-request',
    `${path} holds ${dtype} values from ${least} to ${most}, for which OME-TIFF has no type; export it as OME-Zarr.`,
    { path, least: String(least), most: String(most) },
  )
}

/** `data` as an array of `dtype`, which holds every value; the same array where it is one already. */
export function convertPixels(data: PixelArray, dtype: OmePixelType): PixelArray {
  if (!(data instanceof BigInt64Array || data instanceof BigUint64Array)) return data
  const out = pixelArrayOn(dtype, new ArrayBuffer(data.length * storedBytesPerPixel(dtype)))
  for (let i = 0; i < data.length; i++) out[i] = Number(data[i])
  return out
}
