/** Binary heap of integer items; the smallest key comes out first, equal keys by smaller item. */
export interface HeapEntry {
  readonly key: number
  readonly item: number
}

export class MinimumHeap {
  readonly #entries: HeapEntry[] = []

  push(key: number, item: number): void {
    const entries = this.#entries
    let place = entries.length
    entries.push({ key, item })
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (!isBefore(entries[place]!, entries[parent]!)) return
      swap(entries, place, parent)
      place = parent
    }
  }

  /** Undefined when empty. */
  pop(): HeapEntry | undefined {
    const entries = this.#entries
    const first = entries[0]
    const last = entries.pop()
    if (first === undefined || last === undefined || entries.length === 0) return first
    entries[0] = last
    for (let place = 0; ;) {
      const left = 2 * place + 1
      if (left >= entries.length) return first
      const right = left + 1
      const child =
        right < entries.length && isBefore(entries[right]!, entries[left]!) ? right : left
      if (!isBefore(entries[child]!, entries[place]!)) return first
      swap(entries, place, child)
      place = child
    }
  }
}

function isBefore(a: HeapEntry, b: HeapEntry): boolean {
  return a.key < b.key || (a.key === b.key && a.item < b.item)
}

function swap(entries: HeapEntry[], a: number, b: number): void {
  const entry = entries[a]!
  entries[a] = entries[b]!
  entries[b] = entry
}
