/** Decodes compressed chunks in worker threads, several at once; chunks that are quickly done in place. */
import type { ChunkDecoder } from '../core/images/chunk-decoder.ts'
import { decodeInPlace } from '../core/images/chunk-decoders.ts'
import type { PixelArray } from '../core/images/types.ts'
import type { WorkerPool } from './worker-pool.ts'

/** Handing over costs about as much as decoding so many bytes. */
const smallestPooledBytes = 64 * 1024

/** `startPool` is called for the first chunk that is worth it. */
export function createChunkPool(startPool: () => WorkerPool): ChunkDecoder {
  let pool: WorkerPool | null = null
  return {
    async decode(task, signal) {
      if (task.stored.byteLength < smallestPooledBytes) return decodeInPlace.decode(task, signal)
      pool ??= startPool()
      const stored = alone(task.stored)
      const job = { name: 'decode-chunk', input: { ...task, stored } }
      return (await pool.run(job, { transfer: [stored.buffer], signal })) as PixelArray
    },
  }
}

/** Bytes with a buffer of their own: handing over a part of one would take the rest along. */
function alone(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength)
    return new Uint8Array(buffer)
  return new Uint8Array(bytes)
}
