/**
 * CCITT fax compressions of bilevel images: modified Huffman (TIFF 6.0, section 10), group 3 in one and two
 * dimensions (ITU-T T.4) and group 4 (T.6). Bits most significant first; black is 1, white 0.
 */
import { blackRuns, longestCode, modes, whiteRuns } from './ccitt-codes.ts'

export interface CcittOptions {
  /** `huffman`: rows start on bytes, no end-of-line codes. */
  readonly kind: 'huffman' | 'group3' | 'group4'
  readonly width: number
  readonly rows: number
  /** Group 3 only: a bit behind each end of line says how the next row is coded (T4Options, bit 0). */
  readonly twoDimensional: boolean
  /** Bit 1 of T4Options or T6Options: the code of the uncompressed mode is meant, not damage. */
  readonly mayBeUncompressed?: boolean
}

/** How a row ended: `cut` where the data ended or a plain run has no code, `damaged` where a difference has none, `extension` at that code. */
type RowEnd = 'whole' | 'cut' | 'damaged' | 'extension'

/**
 * Packed rows of `ceil(width / 8)` bytes. As in imagecodecs, runs beyond the row are shortened, and what is
 * missing of a row is white; a damaged difference makes the row white and, in group 4, all that follow,
 * while group 3 goes on at the next end of line. Throws plain errors where not even one row can be read, and for the
 * uncompressed mode, which no program is known to write.
 */
export function decodeCcitt(source: Uint8Array, options: CcittOptions): Uint8Array {
  const { kind, width, rows } = options
  const bits = new BitReader(source)
  const rowBytes = Math.ceil(width / 8)
  const out = new Uint8Array(rowBytes * rows)
  let reference: number[] = []
  let row = 0
  for (; row < rows; row++) {
    if (kind === 'huffman') bits.alignToByte()
    const isPlain = kind === 'group3' ? startOfRow(bits, options) : kind === 'huffman'
    if (isPlain === undefined || bits.isAtEnd()) break
    const changes: number[] = []
    const end = isPlain
      ? readRuns(bits, width, changes)
      : readTwoDimensional(bits, width, reference, changes)
    if (end === 'extension' && options.mayBeUncompressed === true)
      throw new Error('it uses the uncompressed mode')
    if (end === 'damaged' || end === 'extension') changes.length = 0
    paint(changes, width, out.subarray(row * rowBytes, (row + 1) * rowBytes))
    reference = changes
    if (end === 'whole') continue
    if (kind === 'group4') break
    if (kind === 'group3' && !bits.skipToEndOfLine()) break
  }
  if (row === 0 && rows > 0) throw new Error('no row of its fax data can be read')
  return out
}

/** Steps over end-of-line codes; whether the row is coded in one dimension, undefined at the end of the page. */
function startOfRow(bits: BitReader, { twoDimensional }: CcittOptions): boolean | undefined {
  let lines = 0
  let isPlain = true
  while (bits.takeEndOfLine()) {
    lines += 1
    if (twoDimensional) isPlain = bits.take(1) === 1
    if (lines >= 6 || (lines > 1 && bits.isAtEnd())) return undefined
  }
  return isPlain
}

/** Alternating white and black runs. */
function readRuns(bits: BitReader, width: number, changes: number[]): RowEnd {
  let at = 0
  let isBlack = false
  while (at < width) {
    const run = readRun(bits, isBlack)
    if (run === undefined) {
      if (isBlack) changeColor(changes, at)
      return 'cut'
    }
    at = Math.min(width, at + run)
    changeColor(changes, at)
    isBlack = !isBlack
  }
  return 'whole'
}

/** Two changes at one place are none. */
function changeColor(changes: number[], at: number): void {
  if (changes.at(-1) === at) changes.pop()
  else changes.push(at)
}

function readRun(bits: BitReader, isBlack: boolean): number | undefined {
  const table = isBlack ? blackRuns : whiteRuns
  let length = 0
  for (;;) {
    const entry = table[bits.peek(longestCode)]!
    if (entry === 0 || bits.isAtEnd()) return undefined
    bits.skip(entry & 15)
    const run = entry >> 4
    length += run
    if (run < 64) return length
  }
}

/**
 * A row by its difference to the one above. `changes` alternate white-to-black and black-to-white, the
 * first being the end of the leading white run (0 where the row starts black).
 */
function readTwoDimensional(
  bits: BitReader,
  width: number,
  reference: readonly number[],
  changes: number[],
): RowEnd {
  let a0 = 0
  let isFirst = true
  let isBlack = false
  let next = 0 // of the reference's changes, the first beyond a0
  while (a0 < width) {
    if (bits.isAtEnd()) {
      if (isBlack) changeColor(changes, a0)
      return 'cut'
    }
    const found = modes[bits.peek(7)]
    if (found === undefined) return 'damaged'
    if (found.mode === 'extension') return 'extension'
    bits.skip(found.bits)
    while (next < reference.length && (isFirst ? -1 : a0) >= reference[next]!) next++
    // b1 changes to the colour opposite to the present one: even places turn to black
    const at = next % 2 === (isBlack ? 1 : 0) ? next : next + 1
    const b1 = reference[at] ?? width
    isFirst = false
    if (found.mode === 'pass') a0 = reference[at + 1] ?? width
    else if (found.mode === 'horizontal') {
      for (let pair = 0; pair < 2; pair++) {
        const run = readRun(bits, isBlack)
        if (run === undefined) return 'damaged'
        a0 = Math.min(width, a0 + run)
        changeColor(changes, a0)
        isBlack = !isBlack
      }
    } else {
      a0 = Math.min(width, Math.max(a0, b1 + found.mode))
      changeColor(changes, a0)
      isBlack = !isBlack
    }
  }
  return 'whole'
}

function paint(changes: readonly number[], width: number, row: Uint8Array): void {
  for (let i = 0; i < changes.length; i += 2) {
    const end = Math.min(width, changes[i + 1] ?? (changes.length % 2 === 1 ? width : changes[i]!))
    for (let x = changes[i]!; x < end; x++) row[x >> 3]! |= 0x80 >> (x & 7)
  }
}

class BitReader {
  readonly #bytes: Uint8Array
  #bit = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** The next `count` bits (at most 16), zeros beyond the end. */
  peek(count: number): number {
    const byte = this.#bit >> 3
    const three =
      ((this.#bytes[byte] ?? 0) << 16) |
      ((this.#bytes[byte + 1] ?? 0) << 8) |
      (this.#bytes[byte + 2] ?? 0)
    return (three >> (24 - (this.#bit & 7) - count)) & ((1 << count) - 1)
  }

  skip(count: number): void {
    this.#bit += count
  }

  take(count: number): number {
    const value = this.peek(count)
    this.skip(count)
    return value
  }

  isAtEnd(): boolean {
    return this.#bit >= 8 * this.#bytes.length
  }

  alignToByte(): void {
    this.#bit = (this.#bit + 7) & ~7
  }

  /** Eleven or more zeros and a one; fill bits before it are stepped over. Stays where there is none. */
  takeEndOfLine(): boolean {
    if (this.peek(11) !== 0) return false
    const start = this.#bit
    this.skip(11)
    while (!this.isAtEnd()) if (this.take(1) === 1) return true
    this.#bit = start
    return false
  }

  /** To the next end-of-line code, which is left to be taken; false where there is none. */
  skipToEndOfLine(): boolean {
    while (!this.isAtEnd()) {
      if (this.peek(12) === 1) return true
      this.skip(1)
    }
    return false
  }
}
