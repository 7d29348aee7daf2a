/**
 * Uncompressed rows straight from the file into the pixel array, in as few reads as possible:
 * one for whole rows; for a narrow rectangle a few bands of whole rows, or one read per row where
 * the rows are so wide that a band would be mostly waste.
 */
import { swapBytes } from './byte-order.ts'
import type { FileReader } from './file-reader.ts'
import { decodeFloat16 } from './float16.ts'
import type { Rectangle } from './image-source.ts'
import { targetOrNew } from './pixel-target.ts'
import { bytesOf, storedBytesPerPixel } from './pixel-types.ts'
import { requireInFile } from './require-in-file.ts'
import type { PixelArray, PixelType } from './types.ts'

export interface Raster {
  /** Byte offset of the first row in the file. */
  readonly offset: number
  /** Pixels of one row, each of `samples` interleaved values. */
  readonly width: number
  readonly samples: number
}

/** Band reads stay below this, so that a narrow column of a large plane needs little memory. */
const bandBytes = 4 * 2 ** 20
/** Reading this many times more than needed is still cheaper than one read per row. */
const acceptableWaste = 16
/** Single rows that are read at the same time. */
const rowsAtOnce = 16

/** Bytes of the rectangle, rows packed, into `target` (exactly that long). */
export async function readRasterBytes(
  file: FileReader,
  raster: Raster,
  rectangle: Rectangle,
  bytesPerSample: number,
  target: Uint8Array,
): Promise<void> {
  const pixelBytes = raster.samples * bytesPerSample
  const rowBytes = raster.width * pixelBytes
  const wanted = rectangle.width * pixelBytes
  const first = firstByte(raster, rectangle, bytesPerSample)
  if (wanted === rowBytes) return file.readInto(target, first)
  if (rowBytes > acceptableWaste * wanted || rowBytes > bandBytes) {
    for (let row = 0; row < rectangle.height; row += rowsAtOnce) {
      const last = Math.min(rectangle.height, row + rowsAtOnce)
      const reads: Promise<void>[] = []
      for (let one = row; one < last; one++) {
        const place = target.subarray(one * wanted, (one + 1) * wanted)
        reads.push(file.readInto(place, first + one * rowBytes))
      }
      await Promise.all(reads)
    }
    return
  }
  const bandRows = Math.min(rectangle.height, Math.max(1, Math.floor(bandBytes / rowBytes)))
  const band = new Uint8Array((bandRows - 1) * rowBytes + wanted)
  for (let row = 0; row < rectangle.height; row += bandRows) {
    const rows = Math.min(bandRows, rectangle.height - row)
    const bytes = band.subarray(0, (rows - 1) * rowBytes + wanted)
    await file.readInto(bytes, first + row * rowBytes)
    for (let i = 0; i < rows; i++) {
      target.set(bytes.subarray(i * rowBytes, i * rowBytes + wanted), (row + i) * wanted)
    }
  }
}

/** The rectangle as pixels in the host's byte order, in `target` where it fits. */
export async function readRaster(
  file: FileReader,
  raster: Raster,
  rectangle: Rectangle,
  dtype: PixelType,
  littleEndian: boolean,
  target?: PixelArray,
): Promise<PixelArray> {
  const bytesPerSample = storedBytesPerPixel(dtype)
  const length = rectangle.height * rectangle.width * raster.samples
  const rowBytes = raster.width * raster.samples * bytesPerSample
  const spanBytes =
    (rectangle.height - 1) * rowBytes + rectangle.width * raster.samples * bytesPerSample
  // before anything is allocated: a header may state any size
  requireInFile(file.path, file.sizeBytes, firstByte(raster, rectangle, bytesPerSample), spanBytes)
  const storedType = dtype === 'float16' ? 'uint16' : dtype
  const pixels = targetOrNew(storedType, length, file.path, target)
  const bytes = bytesOf(pixels)
  await readRasterBytes(file, raster, rectangle, bytesPerSample, bytes)
  if (!littleEndian) swapBytes(bytes, bytesPerSample)
  return dtype === 'float16' ? decodeFloat16(pixels as Uint16Array) : pixels
}

function firstByte(raster: Raster, { y, x }: Rectangle, bytesPerSample: number): number {
  return raster.offset + (y * raster.width + x) * raster.samples * bytesPerSample
}
