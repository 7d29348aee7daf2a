/** A set of small integers that knows its lowest: bits, and bits over the words of those that are not empty. */
export interface BucketSet {
  /** Whether it is new. */
  add(bucket: number): boolean
  remove(bucket: number): void
  /** -1 when empty. */
  lowest(): number
}

/** For 0 to `size` - 1. */
export function createBucketSet(size: number): BucketSet {
  const words = new Int32Array(Math.ceil(size / 32))
  const summary = new Int32Array(Math.ceil(words.length / 32))
  let known = -1 // the lowest, where it is known

  return {
    add(bucket) {
      const word = bucket >> 5
      const bit = 1 << (bucket & 31)
      if ((words[word]! & bit) !== 0) return false
      words[word] = words[word]! | bit
      summary[word >> 5] = summary[word >> 5]! | (1 << (word & 31))
      if (bucket < known) known = bucket
      return true
    },
    remove(bucket) {
      const word = bucket >> 5
      words[word] = words[word]! & ~(1 << (bucket & 31))
      if (words[word] === 0) summary[word >> 5] = summary[word >> 5]! & ~(1 << (word & 31))
      if (bucket === known) known = -1
    },
    lowest() {
      if (known >= 0) return known
      for (let s = 0; s < summary.length; s++) {
        if (summary[s] === 0) continue
        const word = (s << 5) + lowestBit(summary[s]!)
        known = (word << 5) + lowestBit(words[word]!)
        return known
      }
      return -1
    },
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}
