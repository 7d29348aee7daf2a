/**
 * Unsigned whole numbers that sort as the values do, for selection by counting digits. A float keeps its
 * bits: a negative one has all of them turned round, another only the sign (-0 is below 0).
 */
import type { TensorData } from '../../inference/tensor.ts'

export interface KeyReader {
  /** 8, 16, 32 or 64. */
  readonly bits: number
  /**
   * Writes the keys into `keys` (two words each for 64 bits, the upper one first). False where a value has
   * none: NaN, and what is not a whole number for `wholeNumberKeys`.
   */
  read(values: TensorData, keys: Uint32Array): boolean
  /** The value of a key, given as its upper and lower word (only a lower one up to 32 bits). */
  valueOf(upper: number, lower: number): number
}

const sign = 0x80000000

/** By the type of the array; all pieces of a source have the same. */
export function keyReaderOf(values: TensorData): KeyReader {
  if (values instanceof Float32Array) return ofFloat32
  if (values instanceof Float64Array) return ofFloat64
  const bits = values.BYTES_PER_ELEMENT * 8
  const isSigned =
    values instanceof Int8Array || values instanceof Int16Array || values instanceof Int32Array
  return ofIntegers(bits, isSigned ? 2 ** (bits - 1) : 0)
}

function ofIntegers(bits: number, offset: number): KeyReader {
  return {
    bits,
    read(values, keys) {
      for (let i = 0; i < values.length; i++) keys[i] = values[i]! + offset
      return true
    },
    valueOf: (_, lower) => lower - offset,
  }
}

/** Whole numbers of 16 bits without sign, whatever type they are stored in; -0 counts as 0. */
export const wholeNumberKeys: KeyReader = {
  bits: 16,
  read(values, keys) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      const key = value & 0xffff
      if (key !== value) return false
      keys[i] = key
    }
    return true
  },
  valueOf: (_, lower) => lower,
}

const ofFloat32: KeyReader = {
  bits: 32,
  read(values, keys) {
    const patterns = new Int32Array(values.buffer, values.byteOffset, values.length)
    let isComplete = true
    for (let i = 0; i < patterns.length; i++) {
      const pattern = patterns[i]!
      if ((pattern & 0x7fffffff) > 0x7f800000) isComplete = false
      keys[i] = pattern ^ ((pattern >> 31) | sign)
    }
    return isComplete
  },
  valueOf(_, lower) {
    const pattern = lower & sign ? lower ^ sign : ~lower
    return new Float32Array(Uint32Array.of(pattern).buffer)[0]!
  },
}

const ofFloat64: KeyReader = {
  bits: 64,
  read(values, keys) {
    let isComplete = true
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      if (Number.isNaN(value)) isComplete = false
      view.setFloat64(0, value)
      const upper = view.getInt32(0)
      const turned = upper >> 31
      keys[2 * i] = upper ^ (turned | sign)
      keys[2 * i + 1] = view.getInt32(4) ^ turned
    }
    return isComplete
  },
  valueOf(upper, lower) {
    const isPositive = (upper & sign) !== 0
    view.setUint32(0, isPositive ? upper ^ sign : ~upper)
    view.setUint32(4, isPositive ? lower : ~lower)
    return view.getFloat64(0)
  },
}

const view = new DataView(new ArrayBuffer(8))
