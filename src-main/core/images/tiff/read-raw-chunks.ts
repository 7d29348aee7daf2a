/** Uncompressed tiles and scattered strips: whole rows straight into the result, others by way of one read each. */
import { swapBytes } from '../byte-order.ts'
import type { Rectangle } from '../image-source.ts'
import { bytesOf } from '../pixel-types.ts'
import { requireWanted } from '../require-wanted.ts'
import { sideBySide } from '../side-by-side.ts'
import type { PixelArray } from '../types.ts'
import { copyPart, isSparse, type ChunkPart } from './chunk-parts.ts'
import { chunkRuns } from './chunk-runs.ts'
import { chunkBytes } from './page-layout.ts'
import type { TiffPage } from './tiff-page.ts'

const readsAtOnce = 8
const runBytes = 2 * 2 ** 20

/** Into `out`, which holds the rectangle; chunks that were never written are left out. Not for float16. */
export async function readRawParts(
  page: TiffPage,
  parts: readonly ChunkPart[],
  rectangle: Rectangle,
  out: PixelArray,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { file, layout } = page
  const samples = layout.planar ? 1 : layout.samples
  const rowBytes = layout.chunkWidth * samples * out.BYTES_PER_ELEMENT
  const isWholeRows =
    layout.chunkWidth === rectangle.width && parts[0]?.inside.width === rectangle.width
  if (isWholeRows) {
    const bytes = bytesOf(out)
    const stored = parts.filter((part) => !isSparse(page.chunks, part.chunk))
    await sideBySide(readsAtOnce, stored, async ({ chunk, y, inside }) => {
      requireWanted(file.path, signal)
      const at = (inside.y - rectangle.y) * rowBytes
      const rows = bytes.subarray(at, at + inside.height * rowBytes)
      await file.readInto(rows, page.chunks.offsets[chunk]! + (inside.y - y) * rowBytes)
      if (!page.littleEndian) swapBytes(rows, out.BYTES_PER_ELEMENT)
    })
    return
  }
  const runs = chunkRuns(page.chunks, parts, ({ rows }) => chunkBytes(layout, rows), runBytes)
  await sideBySide(readsAtOnce, runs, async (run) => {
    requireWanted(file.path, signal)
    // memory as it is: every byte is read
    const bytes = Buffer.allocUnsafeSlow(run.length)
    await file.readInto(bytes, run.offset)
    for (const part of run.parts) {
      const at = page.chunks.offsets[part.chunk]! - run.offset
      const length = chunkBytes(layout, part.rows)
      if (!page.littleEndian) swapBytes(bytes.subarray(at, at + length), out.BYTES_PER_ELEMENT)
      const pixels = pixelsAt(bytes, at, length, out)
      copyPart(pixels, part, layout.chunkWidth, samples, out, rectangle)
    }
  })
}

/** Typed arrays start on multiples of their size; between chunks there may be any gap. */
function pixelsAt(bytes: Buffer, at: number, length: number, like: PixelArray): PixelArray {
  const size = like.BYTES_PER_ELEMENT
  const Type = like.constructor as new (
    buffer: ArrayBufferLike,
    at: number,
    length: number,
  ) => PixelArray
  const start = bytes.byteOffset + at
  if (start % size === 0) return new Type(bytes.buffer, start, length / size)
  return new Type(bytes.buffer.slice(start, start + length), 0, length / size)
}
