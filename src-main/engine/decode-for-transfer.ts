/** A chunk decoded in a worker thread, in memory of its own that can be handed over. */
import type { ChunkTask } from '../core/images/chunk-decoder.ts'
import { decodeChunkTask } from '../core/images/chunk-decoders.ts'
import type { PixelArray } from '../core/images/types.ts'

export async function decodeForTransfer(
  task: ChunkTask,
): Promise<{ readonly output: PixelArray; readonly transfer: readonly ArrayBuffer[] }> {
  const decoded = await decodeChunkTask(task)
  // A view into something larger (a codec's memory, a pool of buffers) would take that along, or fail.
  const isAlone = decoded.byteLength === decoded.buffer.byteLength && isPlain(decoded.buffer)
  const output = isAlone ? decoded : decoded.slice()
  return { output, transfer: [output.buffer as ArrayBuffer] }
}

function isPlain(buffer: ArrayBufferLike): boolean {
  return buffer instanceof ArrayBuffer && !buffer.resizable
}
