/**
 * Seeded random numbers: xoshiro128** (Blackman and Vigna 2018), seeded by splitmix32.
 * The name and version go into the record, so that every draw can be repeated.
 */
import { TouchstoneError } from '../errors.ts'

export const generatorId = 'xoshiro128starstar-splitmix32-v1'

export interface Random {
  /** Uniform integer in [0, 2³²). */
  nextUint32(): number
  /** Uniform integer in [0, bound), without modulo bias; 1 <= bound <= 2³². */
  nextInteger(bound: number): number
  /** Uniform real in [0, 1), multiples of 2⁻⁵³. */
  nextReal(): number
}

/** Same seed, same numbers, on every machine. `seed`: integer in [0, 2³²). */
export function createRandom(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw new TouchstoneError(
      'bad-options',
      `A seed is a whole number from 0 to 4294967295, not ${seed}.`,
    )
  }
  const state = splitmix32(seed)

  function nextUint32(): number {
    const s1 = state[1]!
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0
    state[2]! ^= state[0]!
    state[3]! ^= s1
    state[1]! ^= state[2]!
    state[0]! ^= state[3]!
    state[2]! ^= s1 << 9
    state[3] = rotateLeft(state[3]!, 11)
    return result
  }

  function nextInteger(bound: number): number {
    const limit = 2 ** 32 - (2 ** 32 % bound)
    let drawn = nextUint32()
    while (drawn >= limit) drawn = nextUint32()
    return drawn % bound
  }

  function nextReal(): number {
    const high = nextUint32() >>> 5
    const low = nextUint32() >>> 6
    return (high * 2 ** 26 + low) / 2 ** 53
  }

  return { nextUint32, nextInteger, nextReal }
}

function splitmix32(seed: number): Uint32Array {
  const state = new Uint32Array(4)
  let counter = seed
  for (let i = 0; i < 4; i++) {
    counter = (counter + 0x9e3779b9) >>> 0
    let mixed = counter
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    state[i] = mixed ^ (mixed >>> 15)
  }
  return state
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}
