/**
 * The decoders of compressed chunks by their kind: the same table serves the reading process and the
 * worker threads, which get a task as a message.
 */
import { TouchstoneError } from '../errors.ts'
import type { ChunkDecoder, ChunkTask } from './chunk-decoder.ts'
import { requireWanted } from './require-wanted.ts'
import { decodeTiffChunk } from './tiff/decode-chunk.ts'
import type { PageLayout } from './tiff/page-layout.ts'
import type { PixelArray } from './types.ts'

type DecodeTask = (task: ChunkTask) => PixelArray | Promise<PixelArray>

const decoders: Readonly<Record<string, DecodeTask>> = {
  tiff: ({ path, stored, layout }) => {
    const { page, littleEndian, rows } = layout as {
      page: PageLayout
      littleEndian: boolean
      rows: number
    }
    return decodeTiffChunk(path, page, littleEndian, stored, rows)
  },
  // loaded with the first chunk, as it brings decoders that few images need
  zarr: async (task) => (await import('./zarr/decode-chunk.ts')).decodeZarrChunk(task),
}

/** TouchstoneError 'format-corrupt', 'unsupported-encoding', or 'internal' for a kind without a decoder. */
export async function decodeChunkTask(task: ChunkTask): Promise<PixelArray> {
  const decode = decoders[task.kind]
  if (decode === undefined) {
    throw new TouchstoneError(
      'internal',
      `${task.path}: no decoder is registered for chunks of kind ${task.kind}.`,
      { path: task.path, kind: task.kind },
    )
  }
  return decode(task)
}

/** Decodes where it is called, without other threads. */
export const decodeInPlace: ChunkDecoder = {
  async decode(task, signal) {
    requireWanted(task.path, signal)
    return decodeChunkTask(task)
  },
}
