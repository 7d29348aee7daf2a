/**
 * Decoded pixels that are kept for the next look, bounded for all open images together: no image keeps more than
 * its own limit, all of them no more than the process's and one piece that is larger still, and what was looked
 * at longest ago goes first.
 */

/** What one image, or one level of it, keeps. */
export interface KeptPixels<Value> {
  get(key: string): Value | undefined
  /** What was just put is kept even if it alone is larger than a limit. Nothing is after `close`. */
  put(key: string, value: Value, sizeBytes: number): void
  /** Gives everything back. */
  close(): void
}

export interface PixelMemory {
  open<Value>(limitBytes: number): KeptPixels<Value>
  readonly usedBytes: number
}

interface Entry {
  readonly sizeBytes: number
  readonly forget: () => void
}

export function createPixelMemory(largestBytes: number): PixelMemory {
  /** Of all images; the one that was used last stands last. */
  const entries = new Set<Entry>()
  let usedBytes = 0
  /** Larger than all memory, and kept beside it: a whole PNG is decoded anew for every tile otherwise. */
  let oversize: Entry | undefined

  function add(entry: Entry): void {
    if (entry.sizeBytes > largestBytes) {
      oversize?.forget()
      oversize = entry
      return
    }
    entries.add(entry)
    usedBytes += entry.sizeBytes
  }

  function remove(entry: Entry): void {
    if (entry === oversize) oversize = undefined
    else if (entries.delete(entry)) usedBytes -= entry.sizeBytes
  }

  function use(entry: Entry): void {
    if (entries.delete(entry)) entries.add(entry)
  }

  function makeRoom(newest: Entry): void {
    for (const oldest of entries) {
      if (usedBytes <= largestBytes || oldest === newest) break
      oldest.forget()
    }
  }

  return {
    open: (limitBytes) => openKept(limitBytes, { add, remove, use, makeRoom }),
    get usedBytes() {
      return usedBytes + (oversize?.sizeBytes ?? 0)
    },
  }
}

interface Shared {
  add(entry: Entry): void
  remove(entry: Entry): void
  use(entry: Entry): void
  makeRoom(newest: Entry): void
}

function openKept<Value>(limitBytes: number, shared: Shared): KeptPixels<Value> {
  const kept = new Map<string, Entry & { readonly value: Value }>()
  let ownBytes = 0
  let isClosed = false

  function forget(key: string): void {
    const entry = kept.get(key)
    if (entry === undefined) return
    kept.delete(key)
    ownBytes -= entry.sizeBytes
    shared.remove(entry)
  }

  return {
    get(key) {
      const entry = kept.get(key)
      if (entry === undefined) return undefined
      kept.delete(key)
      kept.set(key, entry)
      shared.use(entry)
      return entry.value
    },
    put(key, value, sizeBytes) {
      if (isClosed) return
      forget(key)
      const entry = { value, sizeBytes, forget: () => forget(key) }
      kept.set(key, entry)
      ownBytes += sizeBytes
      shared.add(entry)
      for (const oldest of kept.keys()) {
        if (ownBytes <= limitBytes || oldest === key) break
        forget(oldest)
      }
      shared.makeRoom(entry)
    },
    close() {
      isClosed = true
      for (const key of [...kept.keys()]) forget(key)
    },
  }
}

/** A quarter of a gigabyte for the process: a dozen images side by side, each with what is in sight. */
export const pixelMemory = createPixelMemory(256 * 2 ** 20)
