/** Decoded chunks that were needed in part, least recently used first out, bounded in bytes. */
import type { PixelArray } from '../types.ts'

export interface ChunkCache {
  get(key: string): PixelArray | undefined
  put(key: string, pixels: PixelArray): void
}

/** One chunk is kept even if it alone is larger than `limitBytes`. */
export function createChunkCache(limitBytes: number): ChunkCache {
  const kept = new Map<string, PixelArray>()
  let bytes = 0
  return {
    get(key) {
      const pixels = kept.get(key)
      if (pixels !== undefined) {
        kept.delete(key)
        kept.set(key, pixels)
      }
      return pixels
    },
    put(key, pixels) {
      if (kept.has(key)) return
      kept.set(key, pixels)
      bytes += pixels.byteLength
      for (const [oldest, old] of kept) {
        if (bytes <= limitBytes || oldest === key) break
        kept.delete(oldest)
        bytes -= old.byteLength
      }
    },
  }
}
