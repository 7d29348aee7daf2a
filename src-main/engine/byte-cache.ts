/** Values up to a number of bytes; what was asked for longest ago goes first. */

export interface ByteCache<Value> {
  get(key: string): Value | undefined
  /** A value larger than the whole cache is not kept. */
  set(key: string, value: Value, sizeBytes: number): void
  readonly sizeBytes: number
}

export function createByteCache<Value>(largestBytes: number): ByteCache<Value> {
  const entries = new Map<string, { readonly value: Value; readonly sizeBytes: number }>()
  let total = 0

  function remove(key: string): void {
    total -= entries.get(key)?.sizeBytes ?? 0
    entries.delete(key)
  }

  return {
    get sizeBytes() {
      return total
    },
    get(key) {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set(key, value, sizeBytes) {
      remove(key)
      if (sizeBytes > largestBytes) return
      entries.set(key, { value, sizeBytes })
      total += sizeBytes
      for (const oldest of entries.keys()) {
        if (total <= largestBytes) break
        remove(oldest)
      }
    },
  }
}
