/** Decoded chunks that were needed in part, least recently used first out, bounded in bytes. */
import type { PixelArray } from '../types.ts'

export interface ChunkCache {
  get(key: string): PixelArray | undefined
  /** What is being made for another reader is waited for; what is new is kept. A failure is not kept. */
  share(key: string, make: () => Promise<PixelArray>): Promise<PixelArray>
}

/** One chunk is kept even if it alone is larger than `limitBytes`. */
export function createChunkCache(limitBytes: number): ChunkCache {
  const kept = new Map<string, PixelArray>()
  const underWay = new Map<string, Promise<PixelArray>>()
  let bytes = 0

  function get(key: string): PixelArray | undefined {
    const pixels = kept.get(key)
    if (pixels !== undefined) {
      kept.delete(key)
      kept.set(key, pixels)
    }
    return pixels
  }

  function put(key: string, pixels: PixelArray): void {
    kept.set(key, pixels)
    bytes += pixels.byteLength
    for (const [oldest, old] of kept) {
      if (bytes <= limitBytes || oldest === key) break
      kept.delete(oldest)
      bytes -= old.byteLength
    }
  }

  return {
    get,
    async share(key, make) {
      const known = get(key) ?? underWay.get(key)
      if (known !== undefined) return known
      const making = make()
      underWay.set(key, making)
      try {
        const pixels = await making
        put(key, pixels)
        return pixels
      } finally {
        underWay.delete(key)
      }
    },
  }
}
