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
}

/**
 * Packed rows of `ceil(width / 8)` bytes. Data that end early leave the rest of the rows white if at least
 * one row was read; a row with a code that does not exist keeps what was read of it, and group 3 goes on
 * at the next end of line. Throws a plain error where not even one row can be read.
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
    const isWhole = isPlain
      ? readRuns(bits, width, changes)
      : readTwoDimensional(bits, width, reference, changes)
    if (changes.length === 0 && !isWhole) {
      if (kind === 'group4') break
    }
    paint(changes, width, out.subarray(row * rowBytes, (row + 1) * rowBytes))
    reference = changes
    if (!isWhole) {
      if (kind === 'group4') break
      if (kind === 'group3' && !bits.skipToEndOfLine()) break
    }
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

/** Alternating white and black runs; false where a code does not exist or the row grows too long. */
function readRuns(bits: BitReader, width: number, changes: number[]): boolean {
  let at = 0
  let isBlack = false
  while (at < width) {
    const run = readRun(bits, isBlack)
    if (run === undefined) return false
    at += run
    if (at > width) {
      changes.push(width)
      return false
    }
    changes.push(at)
    isBlack = !isBlack
  }
  return true
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
): boolean {
  let a0 = 0
  let isFirst = true
  let isBlack = false
  while (a0 < width) {
    const found = modes[bits.peek(7)]
    if (found === undefined || found.mode === 'extension' || bits.isAtEnd()) return false
    bits.skip(found.bits)
    const b1 = nextChange(reference, isFirst ? -1 : a0, isBlack, width)
    if (found.mode === 'pass') {
      a0 = changeAfter(reference, b1, width)
      isFirst = false
    } else if (found.mode === 'horizontal') {
      for (let pair = 0; pair < 2; pair++) {
        const run = readRun(bits, isBlack)
        if (run === undefined || a0 + run > width) return false
        a0 += run
        changes.push(a0)
        isBlack = !isBlack
      }
      isFirst = false
    } else {
      const a1 = b1 + found.mode
      if (a1 < a0 || a1 > width) return false
      a0 = a1
      changes.push(a0)
      isBlack = !isBlack
      isFirst = false
    }
  }
  return true
}

/** The first change of the reference beyond `a0` to the colour opposite to the present one. */
function nextChange(
  reference: readonly number[],
  a0: number,
  isBlack: boolean,
  width: number,
): number {
  for (let i = isBlack ? 1 : 0; i < reference.length; i += 2) {
    if (reference[i]! > a0) return reference[i]!
  }
  return width
}

function changeAfter(reference: readonly number[], b1: number, width: number): number {
  for (const change of reference) if (change > b1) return change
  return width
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
