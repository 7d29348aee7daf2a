/**
 * Places of labels in the order in which they are met. Labels may have gaps and reach 2^32 - 1, so a plain
 * table serves small ones and a map the rest.
 */

/** Labels below this are looked up in a table, which grows with the largest of them to 16 MiB. */
const TABLE_LIMIT = 1 << 22

export class LabelPlaces {
  /** By place; without background. */
  readonly labels: number[] = []
  #table = new Int32Array(1024) // place + 1
  readonly #large = new Map<number, number>()

  /** A new place where the label is met for the first time; -1 for background. */
  of(label: number): number {
    if (label < this.#table.length) {
      const known = this.#table[label]!
      if (known !== 0) return known - 1
    }
    return this.#slowly(label)
  }

  #slowly(label: number): number {
    if (label === 0) return -1
    if (label >= TABLE_LIMIT) {
      const known = this.#large.get(label)
      if (known !== undefined) return known
      this.#large.set(label, this.labels.length)
    } else {
      if (label >= this.#table.length) this.#grow(label)
      this.#table[label] = this.labels.length + 1
    }
    return this.labels.push(label) - 1
  }

  #grow(label: number): void {
    const table = new Int32Array(2 ** (32 - Math.clz32(label)))
    table.set(this.#table)
    this.#table = table
  }

  /** Places by label, ascending, and for each place where it comes in that order. */
  sorted(): { readonly places: Int32Array; readonly ranks: Int32Array } {
    const { labels } = this
    const places = Int32Array.from(labels, (_, place) => place)
    places.sort((a, b) => labels[a]! - labels[b]!)
    const ranks = new Int32Array(labels.length)
    places.forEach((place, rank) => (ranks[place] = rank))
    return { places, ranks }
  }
}
