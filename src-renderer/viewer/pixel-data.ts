/** A tile's bytes as numbers, and those numbers as a texture wants them. Pure. */
import type { TileBytes } from '../api/images.ts'
import type { PixelBox } from './tile-grid.ts'

export type PixelValues =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>

/** Height x width x samples, C order. */
export interface TilePixels {
  readonly width: number
  readonly height: number
  readonly samples: number
  readonly values: PixelValues
  /** Pixels that the file does not hold and that got its fill value. */
  readonly filledPixels?: number
}

/** Little-endian bytes as typed numbers; throws a sentence where length and shape disagree. */
export function decodeTile(tile: TileBytes): TilePixels {
  const [height = 0, width = 0, samples = 1] = tile.shape
  const count = height * width * samples
  const values = valuesOf(tile.bytes, tile.dtype, count)
  if (values.length !== count || count === 0) {
    throw new Error(
      `A tile of ${tile.shape.join(' × ')} ${tile.dtype} pixels came with ${tile.bytes.byteLength} bytes.`,
    )
  }
  return { width, height, samples, values, filledPixels: tile.filledPixels ?? 0 }
}

function valuesOf(bytes: ArrayBuffer, dtype: string, count: number): PixelValues {
  /** Bytes that are no whole number are the caller's to tell. */
  const whole = (itemBytes: number) =>
    bytes.byteLength % itemBytes === 0
      ? bytes
      : bytes.slice(0, bytes.byteLength - (bytes.byteLength % itemBytes))
  switch (dtype) {
    case 'bool':
    case 'uint8':
      return new Uint8Array(bytes)
    case 'uint16':
      return new Uint16Array(whole(2))
    case 'uint32':
      return new Uint32Array(whole(4))
    case 'uint64':
      return new BigUint64Array(whole(8))
    case 'int8':
      return new Int8Array(bytes)
    case 'int16':
      return new Int16Array(whole(2))
    case 'int32':
      return new Int32Array(whole(4))
    case 'int64':
      return new BigInt64Array(whole(8))
    case 'float16':
      // The core may have widened it already.
      return bytes.byteLength === count * 4
        ? new Float32Array(bytes)
        : widened(new Uint16Array(whole(2)))
    case 'float32':
      return new Float32Array(whole(4))
    case 'float64':
      return new Float64Array(whole(8))
    default:
      throw new Error(`Pixels of the type “${dtype}” cannot be drawn.`)
  }
}

/** IEEE 754 half precision to single. */
function widened(halves: Uint16Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(halves, (half) => {
    const sign = half & 0x8000 ? -1 : 1
    const exponent = (half >> 10) & 31
    const fraction = half & 1023
    if (exponent === 31) return fraction ? Number.NaN : sign * Infinity
    if (exponent === 0) return sign * fraction * 2 ** -24
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
  })
}

/** A copy of the pixels within a box, which lies inside. */
export function cutOut(pixels: TilePixels, { x0, y0, x1, y1 }: PixelBox): TilePixels {
  const { samples, width: across, values: from } = pixels
  const [width, height] = [x1 - x0, y1 - y0]
  const values = from.slice(0, width * height * samples) // of the same type; filled below
  const pixelBytes = samples * from.BYTES_PER_ELEMENT
  const source = new Uint8Array(from.buffer, from.byteOffset, from.byteLength)
  const target = new Uint8Array(values.buffer)
  for (let row = 0; row < height; row++) {
    const start = ((y0 + row) * across + x0) * pixelBytes
    target.set(source.subarray(start, start + width * pixelBytes), row * width * pixelBytes)
  }
  return { width, height, samples, values }
}

/** The value of one sample, exact up to 2^53; null outside of the tile. */
export function valueAt(tile: TilePixels, x: number, y: number, sample = 0): number | null {
  if (x < 0 || y < 0 || x >= tile.width || y >= tile.height) return null
  const value = tile.values[(y * tile.width + x) * tile.samples + sample]
  return value === undefined ? null : Number(value)
}
