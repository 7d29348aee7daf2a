/** An image cut into pieces that fit into memory and cover whole tiles of what is written from them. */
import { TouchstoneError } from '../errors.ts'
import type { Rectangle } from './image-source.ts'
import { storedBytesPerPixel } from './pixel-types.ts'
import type { ImageInfo, ImageSource, PixelBlock } from './types.ts'

/** A rectangle of one plane at level 0. */
export interface Piece extends Rectangle {
  readonly t: number
  readonly c: number
  readonly z: number
}

const pieceBytes = 32 * 2 ** 20
/** Pieces start at multiples of it, and end there or at the edge. */
const tileSide = 512

/** As wide as the plane where that is not too much at once; planes in the order t, c, z with z fastest. */
export function* piecesOf({ size, dtype }: Pick<ImageInfo, 'size' | 'dtype'>): Generator<Piece> {
  const tileBytes = tileSide * tileSide * size.samples * storedBytesPerPixel(dtype)
  const pieceWidth = Math.max(1, Math.floor(pieceBytes / tileBytes)) * tileSide
  for (let plane = 0; plane < size.t * size.c * size.z; plane++) {
    const z = plane % size.z
    const c = Math.floor(plane / size.z) % size.c
    const t = Math.floor(plane / size.z / size.c)
    for (let y = 0; y < size.height; y += tileSide) {
      for (let x = 0; x < size.width; x += pieceWidth) {
        const height = Math.min(tileSide, size.height - y)
        yield { t, c, z, y, x, height, width: Math.min(pieceWidth, size.width - x) }
      }
    }
  }
}

/** TouchstoneError 'cancelled', and those of reading. */
export async function readPiece(
  source: ImageSource,
  piece: Piece,
  signal: AbortSignal | undefined,
): Promise<PixelBlock> {
  if (signal?.aborted === true) {
    throw new TouchstoneError('cancelled', `The export of ${source.path} was cancelled.`)
  }
  return source.readRegion(piece, { signal })
}

/** Place of the plane in the order t, c, z. */
export function indexOfPlane(
  size: Pick<ImageInfo['size'], 'c' | 'z'>,
  { t, c, z }: Pick<Piece, 't' | 'c' | 'z'>,
): number {
  return (t * size.c + c) * size.z + z
}
