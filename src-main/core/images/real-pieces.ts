/** An image as real numbers in pieces, for what needs each pixel once or twice: memory does not grow with it. */
import { openImage } from './open-image.ts'
import type { ImageInfo, PixelArray } from './types.ts'

export interface RealPieces {
  readonly info: ImageInfo
  /**
   * All pixels, planes in the order t, c, z with z fastest, samples interleaved; values as stored. Each piece is
   * used again for the next.
   */
  pieces(): AsyncGenerator<Float64Array>
  close(): Promise<void>
}

/** Pixels of a piece: 8 MiB. */
const piecePixels = 2 ** 20
/** Pixels of a region that is read at once. */
const regionPixels = 2 ** 22

/** Errors as `openImage`, and of reading. */
export async function openRealPieces(path: string): Promise<RealPieces> {
  const source = await openImage(path)
  const { t, c, z, height, width, samples } = source.info.size
  const rows = Math.max(1, Math.min(height, Math.floor(regionPixels / (width * samples))))
  return {
    info: source.info,
    async *pieces() {
      const piece = new Float64Array(piecePixels)
      for (let plane = 0; plane < t * c * z; plane++) {
        const index = {
          t: Math.floor(plane / z / c),
          c: Math.floor(plane / z) % c,
          z: plane % z,
        }
        for (let y = 0; y < height; y += rows) {
          const region = { ...index, y, x: 0, height: Math.min(rows, height - y), width }
          const { data } =
            rows === height ? await source.readPlane(index) : await source.readRegion(region)
          for (let at = 0; at < data.length; at += piecePixels) {
            const part = data.subarray(at, at + piecePixels)
            copyReal(part, piece)
            yield piece.subarray(0, part.length)
          }
        }
      }
    },
    close: () => source.close(),
  }
}

function copyReal(part: PixelArray, piece: Float64Array): void {
  if (part instanceof BigUint64Array || part instanceof BigInt64Array)
    for (let i = 0; i < part.length; i++) piece[i] = Number(part[i])
  else piece.set(part)
}
