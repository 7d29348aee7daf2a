/**
 * A plane of foreground and background as tiles of 8 x 4 pixels, one bit each: what is done to all pixels
 * alike is done to 32 at once. Pixel (x, y) is bit 8 (y mod 4) + (x mod 8) of its tile.
 */
import type { Mask } from '../../images/types.ts'

export interface BitTiles {
  /** Row by row, with one tile of background on every side. */
  readonly tiles: Int32Array
  /** Tiles from one row to the next. */
  readonly line: number
}

/** The leftmost and the rightmost column of a tile. */
export const LEFT_COLUMN = 0x01010101
export const RIGHT_COLUMN = LEFT_COLUMN << 7

/** Foreground is every value that is not 0. */
export function tilesOf({ shape, data }: Mask): BitTiles {
  const [height = 0, width = 0] = shape
  const across = (width + 7) >> 3
  const line = across + 2
  const tiles = new Int32Array(line * (((height + 3) >> 2) + 2))
  const row = new Uint8Array(8 * across)
  const words = new Uint32Array(row.buffer)
  for (let y = 0; y < height; y++) {
    row.set(data.subarray(y * width, (y + 1) * width))
    const first = ((y >> 2) + 1) * line + 1
    const shift = 8 * (y & 3)
    for (let t = 0; t < across; t++) {
      const left = words[2 * t]!
      const right = words[2 * t + 1]!
      if ((left | right) === 0) continue
      const eight = fourBits(left) | (fourBits(right) << 4)
      tiles[first + t] = tiles[first + t]! | (eight << shift)
    }
  }
  return { tiles, line }
}

/** 1 for the foreground. */
export function maskOfTiles({ tiles, line }: BitTiles, shape: readonly number[]): Mask {
  const [height = 0, width = 0] = shape
  const data = new Uint8Array(height * width)
  for (let first = line + 1, y = 0; y < height; y += 4, first += line)
    for (let x = 0, tile = first; x < width; x += 8, tile++)
      for (let bits = tiles[tile]!; bits !== 0; bits &= bits - 1) {
        const bit = 31 - Math.clz32(bits & -bits)
        data[(y + (bit >> 3)) * width + x + (bit & 7)] = 1
      }
  return { shape, data }
}

/** One bit for each of four bytes: set where the byte is not 0. */
function fourBits(bytes: number): number {
  let four = bytes
  if ((four & ~LEFT_COLUMN) !== 0) {
    // the bits of each byte gathered in its lowest
    four |= (four >>> 4) & 0x0f0f0f0f
    four |= (four >>> 2) & 0x03030303
    four = (four | (four >>> 1)) & LEFT_COLUMN
  }
  return (Math.imul(four, 0x01020408) >>> 24) & 15
}
