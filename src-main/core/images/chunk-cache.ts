/** Decoded chunks that were needed in part, least recently used first out, bounded in bytes. */
import { pixelMemory, type PixelMemory } from './pixel-memory.ts'
import type { PixelArray } from './types.ts'

export interface ChunkCache {
  get(key: string): PixelArray | undefined
  /** What is being made for another reader is waited for; what is new is kept. A failure is not kept. */
  share(key: string, make: () => Promise<PixelArray>): Promise<PixelArray>
  /** Gives everything back; what comes later is not kept. */
  close(): void
}

/** One chunk is kept even if it alone is larger than `limitBytes`; all images share `memory`. */
export function createChunkCache(
  limitBytes: number,
  memory: PixelMemory = pixelMemory,
): ChunkCache {
  const kept = memory.open<PixelArray>(limitBytes)
  const underWay = new Map<string, Promise<PixelArray>>()
  return {
    get: (key) => kept.get(key),
    async share(key, make) {
      const known = kept.get(key) ?? underWay.get(key)
      if (known !== undefined) return known
      const making = make()
      underWay.set(key, making)
      try {
        const pixels = await making
        kept.put(key, pixels, pixels.byteLength)
        return pixels
      } finally {
        underWay.delete(key)
      }
    },
    close: () => kept.close(),
  }
}
