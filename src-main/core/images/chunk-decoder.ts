/**
 * Where compressed chunks (strips, tiles, Zarr chunks) are decoded: in place, or in a pool of worker threads
 * that the engine passes in. The readers hand over stored bytes and plain data, and get pixels back.
 */
import type { PixelArray } from './types.ts'

/** One stored chunk with all that decoding needs; structured-cloneable, `stored` may be transferred. */
export interface ChunkTask {
  /** Names the decoder: each reader of compressed chunks registers one in `chunk-decoders.ts`. */
  readonly kind: string
  /** Of the file, for messages. */
  readonly path: string
  readonly stored: Uint8Array
  /** Layout and compression as the decoder of this kind understands them. */
  readonly layout: unknown
}

export interface ChunkDecoder {
  /** Rejects with TouchstoneError 'format-corrupt', 'unsupported-encoding', or 'cancelled'. */
  decode(task: ChunkTask, signal?: AbortSignal): Promise<PixelArray>
}
