/** A seeded order of a list (Fisher and Yates), so that numbers say nothing and can be made again. */

export interface SeededOrder {
  shuffled<Item>(items: readonly Item[]): Item[]
}

/** mulberry32: enough to hide an order, and the same everywhere. */
export function createRandom(seed: number): SeededOrder {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    shuffled(items) {
      const order = [...items]
      for (let index = order.length - 1; index > 0; index--) {
        const other = Math.floor(next() * (index + 1))
        ;[order[index], order[other]] = [order[other]!, order[index]!]
      }
      return order
    },
  }
}
