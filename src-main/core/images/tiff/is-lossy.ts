/** Whether the compression of a TIFF image has changed its values: asked of its first chunk, where it can do both. */
import type { FileReader } from '../file-reader.ts'
import { isLossyChunk } from './codecs/is-lossy-chunk.ts'
import { isPixelCodec } from './codecs/kinds.ts'
import type { TiffDirectory } from './directory.ts'
import { readChunkTable, type PageLayout } from './page-layout.ts'

/** Larger chunks are not looked into, and count as changed. */
const largestBytes = 64 * 2 ** 20

export async function isLossyTiff(
  file: FileReader,
  directory: TiffDirectory,
  layout: PageLayout,
): Promise<boolean> {
  if (!isPixelCodec(layout.compression)) return false
  const chunks = await readChunkTable(file.path, directory, layout, file.sizeBytes)
  const first = chunks.byteCounts.findIndex((count) => count > 0)
  if (first < 0) return false
  const [offset, length] = [chunks.offsets[first]!, chunks.byteCounts[first]!]
  if (length > largestBytes || offset + length > file.sizeBytes) return true
  return isLossyChunk(layout, await file.read(offset, length))
}
