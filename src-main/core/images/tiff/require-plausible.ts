/** Sizes that the stored bytes cannot possibly hold are refused before anything is allocated for them. */
import { TouchstoneError } from '../../errors.ts'
import { requireInFile } from '../require-in-file.ts'
import { isSparse, listsTooFewBytes, type ChunkPart } from './chunk-parts.ts'
import { nameOfCompression } from './decompress.ts'
import { largestDecodedBytes } from './largest-decoded.ts'
import { chunkBytes, type ChunkTable, type PageLayout } from './page-layout.ts'

/** A chunk that was never written may still be this large. */
const largestSparseBytes = 64 * 2 ** 20

/** TouchstoneError 'format-corrupt', or 'file-truncated' for chunks that are not in the file. */
export function requirePlausible(
  file: { readonly path: string; readonly sizeBytes: number },
  layout: PageLayout,
  chunks: ChunkTable,
  parts: readonly ChunkPart[],
): void {
  for (const { chunk, rows } of parts) {
    const stored = layout.compression === 1 ? file.sizeBytes : chunks.byteCounts[chunk]!
    const decoded = chunkBytes(layout, rows)
    const isHole = isSparse(chunks, chunk)
    if (isHole && decoded <= largestSparseBytes) continue
    if (!isHole) {
      const length = layout.compression === 1 ? decoded : stored
      requireInFile(file.path, file.sizeBytes, chunks.offsets[chunk]!, length)
    }
    if (listsTooFewBytes(layout, chunks, chunk, decoded)) {
      const listed = chunks.byteCounts[chunk]!
      throw new TouchstoneError(
        'format-corrupt',
        `${file.path}: ${decoded} bytes of pixels are needed where ${listed} are listed without compression; one of the two numbers is wrong. Export it again.`,
        { path: file.path, decoded, listed },
      )
    }
    if (decoded <= largestDecodedBytes(layout, stored)) continue
    throw new TouchstoneError(
      'format-corrupt',
      `${file.path}: ${decoded} bytes of pixels are stated for ${stored} bytes compressed with ${nameOfCompression(layout.compression)}, which cannot hold so many.`,
      { path: file.path, decoded, stored },
    )
  }
}
