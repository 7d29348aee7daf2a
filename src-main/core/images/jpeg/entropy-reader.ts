/** Huffman tables and the coded bits of a JPEG scan (ITU-T T.81, annexes C and F.2.2). */

export interface HuffmanTable {
  /** By the next 8 bits: the code's length shifted left by 8, plus its symbol; 0 where the code is longer. */
  readonly short: Uint16Array
  /** By length 1 to 16: the smallest code, the count, and where its symbols start. */
  readonly first: Int32Array
  readonly count: Int32Array
  readonly offset: Int32Array
  readonly symbols: Uint8Array
}

const shortBits = 8
const longestBits = 16

/** The body of a DHT segment, into a map by class (DC 0, AC 16) plus number; later tables replace former ones. */
export function readHuffmanTables(bytes: Uint8Array, tables: Map<number, HuffmanTable>): void {
  for (let at = 0; at + 17 <= bytes.length;) {
    const count = new Int32Array(longestBits + 1)
    const offset = new Int32Array(longestBits + 1)
    const first = new Int32Array(longestBits + 1)
    let total = 0
    let code = 0
    for (let length = 1; length <= longestBits; length++) {
      count[length] = bytes[at + length]!
      offset[length] = total
      first[length] = code
      total += count[length]!
      code = (code + count[length]!) << 1
    }
    const symbols = bytes.slice(at + 17, at + 17 + total)
    tables.set(bytes[at]!, {
      short: shortCodes(first, count, offset, symbols),
      first,
      count,
      offset,
      symbols,
    })
    at += 17 + total
  }
}

function shortCodes(
  first: Int32Array,
  count: Int32Array,
  offset: Int32Array,
  symbols: Uint8Array,
): Uint16Array {
  const short = new Uint16Array(1 << shortBits)
  for (let length = 1; length <= shortBits; length++) {
    const free = shortBits - length
    for (let i = 0; i < count[length]!; i++) {
      const start = (first[length]! + i) << free
      short.fill((length << 8) | (symbols[offset[length]! + i] ?? 0), start, start + (1 << free))
    }
  }
  return short
}

/** The value behind a symbol that gives its size (F.2.2.1): the upper half is positive, the lower negative. */
export function signed(value: number, size: number): number {
  return value < 1 << (size - 1) ? value - (1 << size) + 1 : value
}

/** Bits of one scan, stuffed zeros left out; plain errors where more are asked for than stand before a marker. */
export class EntropyReader {
  readonly #bytes: Uint8Array
  #at: number
  #buffer = 0
  #held = 0

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.#at = at
  }

  symbol(table: HuffmanTable): number {
    this.#fill()
    const sixteen =
      this.#held >= 16 ? this.#buffer >> (this.#held - 16) : this.#buffer << (16 - this.#held)
    const entry = table.short[(sixteen >> 8) & 255]!
    if (entry > 0) {
      this.#drop(entry >> 8)
      return entry & 255
    }
    for (let length = shortBits + 1; length <= longestBits; length++) {
      const index = ((sixteen & 0xffff) >> (16 - length)) - table.first[length]!
      if (index < 0 || index >= table.count[length]!) continue
      this.#drop(length)
      return table.symbols[table.offset[length]! + index] ?? 0
    }
    if (this.#held < longestBits) throw new Error('it ends early')
    throw new Error('it holds a code that is in no table')
  }

  /** The next `count` bits, at most 16. */
  bits(count: number): number {
    if (this.#held < count) this.#fill()
    this.#drop(count)
    return (this.#buffer >> this.#held) & ((1 << count) - 1)
  }

  /** Over the marker between two restart intervals. */
  restart(): void {
    this.#held = 0
    this.#buffer = 0
    while (this.#at + 1 < this.#bytes.length) {
      const isMarker =
        this.#bytes[this.#at] === 0xff && (this.#bytes[this.#at + 1]! & 0xf8) === 0xd0
      this.#at += isMarker ? 2 : 1
      if (isMarker) return
    }
    throw new Error('it ends early')
  }

  /** Where the next segment starts, behind whatever is left of the scan; the stream's length if there is none. */
  nextMarker(): number {
    for (let at = this.#at; at + 1 < this.#bytes.length; at++) {
      const code = this.#bytes[at + 1]!
      if (this.#bytes[at] === 0xff && code !== 0 && code !== 0xff && (code & 0xf8) !== 0xd0)
        return at
    }
    return this.#bytes.length
  }

  #drop(count: number): void {
    if (count > this.#held) throw new Error('it ends early')
    this.#held -= count
  }

  #fill(): void {
    while (this.#held <= 16) {
      const byte = this.#bytes[this.#at]
      if (byte === undefined) return
      if (byte === 0xff) {
        if (this.#bytes[this.#at + 1] !== 0) return
        this.#at += 1 // a stuffed zero
      }
      this.#at += 1
      this.#buffer = (this.#buffer << 8) | byte
      this.#held += 8
    }
  }
}
