/**
 * Sums of values and of their squares without rounding, per group, so that neither the order nor the
 * slicing of the values shows in them. Works as pre-rounded summation does (Rump, Ogita & Oishi 2008):
 * doubles add up exactly as long as all addends are multiples of one step and the sum stays below 2^53 steps.
 */
import type { TensorData } from '../../inference/tensor.ts'

/** Values that are added up as doubles before the sum moves into a big integer. */
const blockLength = 4096
/** Exponents that may meet in one block: 24 bits of mantissa + 12 of the block's length + 17 = 53. */
const bandExponents = 18
/** A float32 is `mantissa * 2^(exponent - 150)`; 255 marks NaN and infinity. */
const notFinite = 0x7f800000
const sumSteps = 2 ** 149
const squareSteps = 2 ** 298
const bufferedValues = 2 ** 22

export interface GroupMoments {
  readonly count: number
  readonly mean: number
  /** Sum of squared deviations from the mean, divided by the count. */
  readonly variance: number
}

export interface ExactSums {
  /** Adds values of a type that `isSummedExactly` accepts. */
  add(values: TensorData, group: number): void
  /** The exact moments, each rounded once; null where nothing was added. */
  momentsOf(group: number): GroupMoments | null
}

/** Types whose values are float32 without a loss. */
export function isSummedExactly(values: TensorData): boolean {
  return values instanceof Float32Array || values.BYTES_PER_ELEMENT <= 2
}

/** At most 20 MB for buffers, whatever the number of groups (up to a million). */
export function createExactSums(groups: number): ExactSums {
  const sums = new Array<bigint>(groups).fill(0n) // in steps of 2^-149
  const squares = new Array<bigint>(groups).fill(0n) // in steps of 2^-298
  const counts = new Float64Array(groups)
  const specials = new Float64Array(groups) // NaN and infinities
  // short pieces wait here until they fill a block
  const room = Math.max(1, Math.min(blockLength, Math.floor(bufferedValues / groups)))
  const waiting = new Float32Array(groups * room)
  const filled = new Int32Array(groups)

  const addBlock = (block: Float32Array, group: number): void => {
    const { largest, smallest } = magnitudes(block)
    if (largest >= notFinite) {
      for (const value of block) if (!Number.isFinite(value)) specials[group]! += value
      return // the finite ones no longer matter
    }
    if (largest === 0) return
    const bottom = exponentOf(smallest)
    const highest = exponentOf(largest)
    for (let top = highest; top >= bottom; top -= bandExponents) {
      const lowest = top - bandExponents + 1
      const isWhole = top === highest && lowest <= bottom
      const { sum, upper, lower } = sumsOf(isWhole ? block : bandOf(block, top, lowest), top)
      sums[group]! += BigInt(sum * sumSteps)
      squares[group]! += BigInt(upper * squareSteps) + BigInt(lower * squareSteps)
    }
  }
  const addIntegers = (block: TensorData, group: number): void => {
    let sum = 0
    let square = 0
    for (let i = 0; i < block.length; i++) {
      sum += block[i]!
      square += block[i]! * block[i]!
    }
    sums[group]! += BigInt(sum * sumSteps)
    squares[group]! += BigInt(square * squareSteps)
  }
  const flush = (group: number): void => {
    const first = group * room
    addBlock(waiting.subarray(first, first + filled[group]!), group)
    filled[group] = 0
  }

  return {
    add(values, group) {
      counts[group]! += values.length
      let start = 0
      for (; start + blockLength <= values.length; start += blockLength) {
        const block = values.subarray(start, start + blockLength)
        if (block instanceof Float32Array) addBlock(block, group)
        else addIntegers(block, group)
      }
      while (start < values.length) {
        const place = filled[group]!
        const length = Math.min(room - place, values.length - start)
        const target = group * room + place
        for (let i = 0; i < length; i++) waiting[target + i] = values[start + i]!
        filled[group]! += length
        start += length
        if (filled[group] === room) flush(group)
      }
    },
    momentsOf(group) {
      const count = counts[group]!
      if (count === 0) return null
      flush(group)
      // infinities give an infinite mean; opposite ones and NaN give NaN
      if (specials[group] !== 0) return { count, mean: specials[group]!, variance: Number.NaN }
      const n = BigInt(count)
      const sum = sums[group]!
      return {
        count,
        mean: quotient(sum, n) / sumSteps,
        variance: quotient(n * squares[group]! - sum * sum, n * n) / squareSteps,
      }
    },
  }
}

/** Bit patterns without sign of the largest value and of the smallest that is not 0. */
function magnitudes(block: Float32Array): { largest: number; smallest: number } {
  const bits = new Int32Array(block.buffer, block.byteOffset, block.length)
  let largest = 0
  let smallest = 0xffffffff
  for (let i = 0; i < bits.length; i++) {
    const magnitude = bits[i]! & 0x7fffffff
    largest = Math.max(largest, magnitude)
    // 0 less 1 is the largest of all without sign
    smallest = Math.min(smallest, (magnitude - 1) >>> 0)
  }
  return { largest, smallest: smallest + 1 }
}

/** Subnormal numbers (0) have the step of the smallest normal ones (1). */
function exponentOf(pattern: number): number {
  return Math.max(1, pattern >>> 23)
}

/** The values with an exponent from `top` down to `lowest`; the others as 0. */
function bandOf(block: Float32Array, top: number, lowest: number): Float32Array {
  const below = 2 ** (top - 126)
  const from = lowest <= 1 ? 0 : 2 ** (lowest - 127)
  return block.map((value) => (Math.abs(value) < below && Math.abs(value) >= from ? value : 0))
}

/** `top`: no value has a larger exponent; none but 0 one lower by `bandExponents`. */
function sumsOf(block: Float32Array, top: number) {
  // added and subtracted again it rounds a square to 41 bits below the largest square
  const rounding = 1.5 * 2 ** (2 * (top - 126) + 11)
  let sum = 0
  let upper = 0
  let lower = 0
  for (let i = 0; i < block.length; i++) {
    const value = block[i]!
    const square = value * value
    const coarse = square + rounding - rounding
    sum += value
    upper += coarse
    lower += square - coarse
  }
  return { sum, upper, lower }
}

/** Rounded once, to the nearest double, half to even. */
function quotient(numerator: bigint, denominator: bigint): number {
  const size = numerator < 0n ? -numerator : numerator
  const shift = BigInt(Math.max(0, 64 + bitLength(denominator) - bitLength(size)))
  const scaled = size << shift
  const whole = scaled / denominator
  // one bit far below the last that counts says on which side of it the rest lies
  const sticky = whole * denominator === scaled ? whole : whole | 1n
  const rounded = Number(sticky) / 2 ** Number(shift)
  return numerator < 0n ? -rounded : rounded
}

function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(16).length * 4
}
