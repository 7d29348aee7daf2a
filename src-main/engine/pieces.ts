/**
 * How a plane is read for the viewer: whole where it is small, because one read in file order is quickest and
 * most of it is soon looked at; else tile by tile. And how a tile is cut out of what was read.
 */
import { largestPlaneAnswerBytes, planeAnswerBytes, tileSidePx } from '../contract/images.ts'
import type { TilePixels } from '../core/engine-port.ts'
import { TouchstoneError } from '../core/errors.ts'
import { cropPlane } from '../core/images/crop.ts'
import { encodeFloat16 } from '../core/images/float16.ts'
import type { Rectangle } from '../core/images/image-source.ts'
import type { ImageInfo, PixelArray, PixelBlock } from '../core/images/types.ts'

/** TouchstoneError 'not-found' for a level or a tile that the image does not have. */
export function rectangleOfTile(
  path: string,
  info: ImageInfo,
  level: number,
  tileY: number,
  tileX: number,
): Rectangle {
  const extent = info.levels[level]
  const [y, x] = [tileY * tileSidePx, tileX * tileSidePx]
  if (extent === undefined || y >= extent.height || x >= extent.width)
    throw new TouchstoneError(
      'not-found',
      `${path} has no tile ${tileY}, ${tileX} at level ${level}.`,
    )
  return {
    y,
    x,
    height: Math.min(tileSidePx, extent.height - y),
    width: Math.min(tileSidePx, extent.width - x),
  }
}

/** TouchstoneError 'not-found' for a level that the image does not have, 'file-too-large' for a plane to be read by tile. */
export function rectangleOfPlane(path: string, info: ImageInfo, level: number): Rectangle {
  const extent = info.levels[level]
  if (extent === undefined)
    throw new TouchstoneError('not-found', `${path} has no level ${level}.`, { path, level })
  const { height, width } = extent
  const sizeBytes = planeBytes(info, level)
  if (sizeBytes > largestPlaneAnswerBytes)
    throw new TouchstoneError(
      'file-too-large',
      `A plane of level ${level} of ${path} takes ${sizeBytes} bytes, and ${largestPlaneAnswerBytes} are sent at once; ask for its tiles.`,
      { path, sizeBytes },
    )
  return { y: 0, x: 0, height, width }
}

/** The rectangle that is read in one go for the sake of `tile`. */
export function pieceAround(info: ImageInfo, level: number, tile: Rectangle): Rectangle {
  const { height, width } = info.levels[level]!
  const isSmall = planeBytes(info, level) <= largestPlaneAnswerBytes
  return isSmall ? { y: 0, x: 0, height, width } : tile
}

/** Whether `block`, read for `piece`, says all there is to say of `tile`; absent pixels are counted per tile. */
export function isEnoughFor(block: PixelBlock, piece: Rectangle, tile: Rectangle): boolean {
  return (block.filledPixels ?? 0) === 0 || isSame(piece, tile)
}

/** Little-endian bytes of `tile`, which lies inside `piece`; half floats in two bytes. */
export function tilePixels(
  path: string,
  block: PixelBlock,
  piece: Rectangle,
  tile: Rectangle,
): TilePixels {
  const { dtype, filledPixels = 0 } = block
  const samples = block.shape[2] ?? 1
  const inPiece = { ...tile, y: tile.y - piece.y, x: tile.x - piece.x }
  const data = isSame(piece, tile)
    ? block.data
    : cropPlane(block.data, piece.width, samples, dtype, inPiece, path)
  return {
    shape: [tile.height, tile.width, ...block.shape.slice(2)],
    dtype,
    bytes: bytesOf(dtype === 'float16' ? encodeFloat16(data as Float32Array) : data),
    filledPixels,
  }
}

function isSame(a: Rectangle, b: Rectangle): boolean {
  return a.y === b.y && a.x === b.x && a.height === b.height && a.width === b.width
}

function planeBytes(info: ImageInfo, level: number): number {
  return planeAnswerBytes(info.levels[level]!, info.size.samples, info.dtype)
}

function bytesOf({ buffer, byteOffset, byteLength }: PixelArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
