/** Pixels counted per pair of small integers: an open-addressed table that grows with the pairs met. */
export class PairCounts {
  #size = 0
  #keys = new Int32Array(2 * 1024) // first + 1 and second of each slot; 0 where it is free
  #pixels = new Float64Array(1024)
  #last = 0 // slot of the pair met last: neighbours are mostly of one pair

  add(first: number, second: number, pixels: number): void {
    const keys = this.#keys
    if (keys[2 * this.#last] !== first + 1 || keys[2 * this.#last + 1] !== second)
      this.#last = this.#slotOf(first, second)
    this.#pixels[this.#last] = this.#pixels[this.#last]! + pixels
  }

  /** In no particular order. */
  entries(): { first: number; second: number; pixels: number }[] {
    const entries = []
    for (let slot = 0; slot < this.#pixels.length; slot++) {
      const key = this.#keys[2 * slot]!
      if (key !== 0)
        entries.push({
          first: key - 1,
          second: this.#keys[2 * slot + 1]!,
          pixels: this.#pixels[slot]!,
        })
    }
    return entries
  }

  #slotOf(first: number, second: number): number {
    const slot = this.#find(first, second)
    if (this.#keys[2 * slot] !== 0) return slot
    this.#keys[2 * slot] = first + 1
    this.#keys[2 * slot + 1] = second
    this.#size += 1
    if (2 * this.#size <= this.#pixels.length) return slot
    this.#grow()
    return this.#find(first, second)
  }

  #find(first: number, second: number): number {
    const mask = this.#pixels.length - 1
    // odd multipliers spread neighbours; the high bits are the mixed ones
    const hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77)
    let slot = (hash ^ (hash >>> 15)) & mask
    for (;;) {
      const key = this.#keys[2 * slot]
      if (key === 0 || (key === first + 1 && this.#keys[2 * slot + 1] === second)) return slot
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    const entries = this.entries()
    this.#keys = new Int32Array(2 * this.#keys.length)
    this.#pixels = new Float64Array(2 * this.#pixels.length)
    for (const { first, second, pixels } of entries) {
      const slot = this.#find(first, second)
      this.#keys[2 * slot] = first + 1
      this.#keys[2 * slot + 1] = second
      this.#pixels[slot] = pixels
    }
  }
}
