/**
 * The values at given places of the sorted order, without sorting: the keys' leading digits are counted,
 * then, of the keys that begin as a wanted one does, the next digits (radix selection). Memory depends on
 * the number of groups and places, not on the number of values.
 */
import type { TensorData } from '../../inference/tensor.ts'
import { keyReaderOf, wholeNumberKeys, type KeyReader } from './sort-keys.ts'
import type { PieceSource } from './streaming-percentiles.ts'

const pieceLength = 2 ** 14

/** The keys that begin as the value at a wanted place does. */
interface Slot {
  readonly group: number
  /** Known leading digits, in two words; up to 32 bits only `lower`. */
  readonly upper: number
  readonly lower: number
  /** `index` into the asked ranks; `rank` among these keys. */
  readonly wanted: readonly { readonly index: number; readonly rank: number }[]
}

/** One digit of the key. */
interface Level {
  readonly isUpper: boolean
  readonly shift: number
  readonly width: number
  /** The bits that are known before this level. */
  readonly upperMask: number
  readonly lowerMask: number
}

/** What was counted in the first pass. */
interface Leading {
  readonly reader: KeyReader
  readonly levels: readonly Level[]
  readonly counts: Float64Array
}

/** One array per rank (from 0), one entry per group; NaN for a group that holds NaN. */
export async function selectRanks(
  source: PieceSource,
  groups: number,
  ranks: readonly number[],
): Promise<Float64Array[]> {
  const results = ranks.map(() => new Float64Array(groups).fill(Number.NaN))
  const hasNaN = new Uint8Array(groups)
  const { reader, levels, counts } = await countLeading(source, groups, hasNaN)
  const wanted = ranks.map((rank, index) => ({ index, rank }))
  let slots: Slot[] = []
  for (let group = 0; group < groups; group++)
    if (!hasNaN[group])
      slots.push(...narrow({ group, upper: 0, lower: 0, wanted }, counts, group, levels[0]!))
  for (const level of levels.slice(1)) {
    const within = await countWithin(source, groups, slots, level, reader)
    slots = slots.flatMap((slot, index) => narrow(slot, within, index, level))
  }
  for (const { group, upper, lower, wanted: places } of slots)
    for (const { index } of places) results[index]![group] = reader.valueOf(upper, lower)
  return results
}

async function countLeading(
  source: PieceSource,
  groups: number,
  hasNaN: Uint8Array,
): Promise<Leading> {
  const seen = new Float64Array(groups)
  const keys = new Uint32Array(2 * pieceLength)
  const state: { leading: Leading | null } = { leading: null }
  await source.pass((values, group) => {
    seen[group]! += values.length
    state.leading ??= startFor(values, groups)
    for (let start = 0; start < values.length; start += pieceLength) {
      const piece = values.subarray(start, start + pieceLength)
      if (state.leading.reader === wholeNumberKeys) {
        if (wholeNumberKeys.read(piece, keys)) {
          addDigits(state.leading, group, keys, piece.length)
          continue
        }
        state.leading = asFloats(state.leading, groups)
      }
      if (!state.leading.reader.read(piece, keys)) hasNaN[group] = 1
      addDigits(state.leading, group, keys, piece.length)
    }
  })
  for (const count of seen) {
    if (count === source.count) continue
    throw new RangeError(`A group has ${count} values, but ${source.count} were announced.`)
  }
  return state.leading!
}

/** Whole numbers are tried first: they need one pass only. */
function startFor(values: TensorData, groups: number): Leading {
  const isWhole = values instanceof Float32Array && digitWidth(groups) === 16
  return leadingOf(isWhole ? wholeNumberKeys : keyReaderOf(values), groups)
}

function leadingOf(reader: KeyReader, groups: number): Leading {
  const levels = levelsOf(reader.bits, digitWidth(groups))
  return { reader, levels, counts: new Float64Array(groups * 2 ** levels[0]!.width) }
}

/** Counts of whole numbers as counts of the leading digits of the same numbers as floats. */
function asFloats({ counts }: Leading, groups: number): Leading {
  const all = Float32Array.from({ length: 2 ** 16 }, (_, value) => value)
  const keys = new Uint32Array(all.length)
  const reader = keyReaderOf(all)
  reader.read(all, keys)
  const leading = leadingOf(reader, groups)
  const { shift } = leading.levels[0]!
  for (let group = 0; group < groups; group++) {
    const base = group * 2 ** 16
    for (let value = 0; value < all.length; value++)
      leading.counts[base + (keys[value]! >>> shift)]! += counts[base + value]!
  }
  return leading
}

function addDigits(
  { reader, levels, counts }: Leading,
  group: number,
  keys: Uint32Array,
  values: number,
): void {
  const { shift, width } = levels[0]!
  const words = reader.bits > 32 ? 2 : 1
  const base = group * 2 ** width
  const end = values * words
  for (let i = 0; i < end; i += words) counts[base + (keys[i]! >>> shift)]!++
}

/** Counts of one digit, per slot. */
async function countWithin(
  source: PieceSource,
  groups: number,
  slots: readonly Slot[],
  level: Level,
  reader: KeyReader,
): Promise<Float64Array> {
  const counts = new Float64Array(slots.length * 2 ** level.width)
  const keys = new Uint32Array(2 * pieceLength)
  const slotsOf: number[][] = Array.from({ length: groups }, () => [])
  slots.forEach(({ group }, index) => slotsOf[group]!.push(index))
  await source.pass((values, group) => {
    if (slotsOf[group]!.length === 0) return
    for (let start = 0; start < values.length; start += pieceLength) {
      const piece = values.subarray(start, start + pieceLength)
      reader.read(piece, keys)
      for (const index of slotsOf[group]!) {
        const base = index * 2 ** level.width
        if (reader.bits > 32) addPairs(counts, base, keys, piece.length, slots[index]!, level)
        else addWords(counts, base, keys, piece.length, slots[index]!, level)
      }
    }
  })
  return counts
}

function addWords(
  counts: Float64Array,
  base: number,
  keys: Uint32Array,
  length: number,
  { lower }: Slot,
  level: Level,
): void {
  const { shift, width, lowerMask } = level
  const digit = 2 ** width - 1
  for (let i = 0; i < length; i++) {
    const key = keys[i]!
    if (((key ^ lower) & lowerMask) === 0) counts[base + ((key >>> shift) & digit)]!++
  }
}

function addPairs(
  counts: Float64Array,
  base: number,
  keys: Uint32Array,
  length: number,
  slot: Slot,
  level: Level,
): void {
  const { isUpper, shift, width, upperMask, lowerMask } = level
  const digit = 2 ** width - 1
  for (let i = 0; i < 2 * length; i += 2) {
    const upper = keys[i]!
    const lower = keys[i + 1]!
    if (((upper ^ slot.upper) & upperMask) !== 0 || ((lower ^ slot.lower) & lowerMask) !== 0)
      continue
    counts[base + (((isUpper ? upper : lower) >>> shift) & digit)]!++
  }
}

/** A slot for each value of the digit at which a wanted place lies. */
function narrow(slot: Slot, counts: Float64Array, index: number, level: Level): Slot[] {
  const { isUpper, shift, width } = level
  const base = index * 2 ** width
  const open = slot.wanted.toSorted((a, b) => a.rank - b.rank)
  const found: Slot[] = []
  let before = 0
  let next = 0
  for (let digit = 0; digit < 2 ** width && next < open.length; digit++) {
    const after = before + counts[base + digit]!
    const wanted: { index: number; rank: number }[] = []
    for (; next < open.length && open[next]!.rank < after; next++)
      wanted.push({ index: open[next]!.index, rank: open[next]!.rank - before })
    before = after
    if (wanted.length === 0) continue
    const bits = (digit << shift) >>> 0
    found.push({
      group: slot.group,
      upper: isUpper ? slot.upper + bits : slot.upper,
      lower: isUpper ? slot.lower : slot.lower + bits,
      wanted,
    })
  }
  return found
}

/** Wide digits need few passes, narrow ones little memory per group. */
function digitWidth(groups: number): number {
  return groups <= 16 ? 16 : groups <= 512 ? 11 : 8
}

function levelsOf(bits: number, width: number): Level[] {
  const levels: Level[] = []
  const words = bits > 32 ? [true, false] : [false]
  for (const isUpper of words) {
    const wordBits = Math.min(bits, 32)
    for (let left = wordBits; left > 0; left -= width) {
      const known = left === 32 ? 0 : (-1 << left) >>> 0
      levels.push({
        isUpper,
        shift: Math.max(0, left - width),
        width: Math.min(width, left),
        upperMask: isUpper ? known : words.length === 2 ? 0xffffffff : 0,
        lowerMask: isUpper ? 0 : known,
      })
    }
  }
  return levels
}
