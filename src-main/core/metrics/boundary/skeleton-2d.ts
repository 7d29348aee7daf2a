/**
 * Thinning of a plane to lines one pixel wide (Zhang & Suen, Commun. ACM 27:236, 1984), with the
 * exceptions of scikit-image (0.19). The algorithm is part of every metric that uses a skeleton.
 */
import type { Mask } from '../../images/types.ts'

/** Per pixel: its eight neighbours as bits, clockwise from the upper left, and what follows; 0 is background. */
type States = Uint16Array
const RING = 255
const FOREGROUND = 1 << 8
/** Waits in the list for the next pass. The bit after `FOREGROUND`: one makes the other. */
const LISTED = FOREGROUND << 1
/** Stayed in one pass with the neighbours it has; after the other it need not be looked at again. */
const STAYED = LISTED << 1

export function skeleton2d({ shape, data }: Mask): Mask {
  const [height = 0, width = 0] = shape
  // one pixel of background on every side, and whole words of four pixels in a row
  const stride = (width + 5) & ~3
  const padded = new Uint8Array((height + 2) * stride)
  for (let y = 0; y < height; y++)
    padded.set(data.subarray(y * width, (y + 1) * width), (y + 1) * stride + 1)
  const foreground = makeBinary(new Uint32Array(padded.buffer))
  const list = new Int32Array(foreground + 1) // room for all, and one more
  const states = new Uint16Array(padded.length)
  thin(states, list, fillStates(states, list, padded, stride), stride)
  return { shape, data: kept(states, stride, height, width) }
}

function kept(states: States, stride: number, height: number, width: number): Uint8Array {
  const data = new Uint8Array(height * width)
  const pairs = new Uint32Array(states.buffer)
  for (let pair = 0; pair < pairs.length; pair++) {
    if (pairs[pair] === 0) continue
    for (let i = 2 * pair; i < 2 * pair + 2; i++) {
      if (states[i] === 0) continue
      const row = Math.floor(i / stride)
      data[(row - 1) * width + (i - row * stride - 1)] = 1
    }
  }
  return data
}

/**
 * A pass looks at those pixels only whose neighbours have changed since both kinds of pass left them there: a
 * list that grows inwards as pixels go. States are kept up to date, not read anew.
 */
function thin(states: States, list: Int32Array, before: number, stride: number): void {
  const removed = new Int32Array(list.length)
  let count = before
  /** Takes a neighbour from a pixel, the bit that `kept` lacks. No branches: they cannot be foreseen. */
  const lose = (i: number, kept: number): void => {
    const state = states[i]!
    list[count] = i
    count += (state >> 8) & ~(state >> 9) & 1
    states[i] = (state & kept) | ((state & FOREGROUND) << 1)
  }
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false
    for (const removable of [firstPass, secondPass]) {
      // all decisions of a pass look at the image before it
      let removals = 0
      let kept = 0
      for (let b = 0; b < count; b++) {
        const i = list[b]!
        const state = states[i]!
        const goes = removable[state & RING]!
        const hasStayed = (state & STAYED) >> 10
        removed[removals] = i
        removals += goes
        list[kept] = i
        kept += (goes | hasStayed) ^ 1
        states[i] = (state ^ STAYED) & ~(hasStayed << 9)
      }
      count = kept
      for (let r = 0; r < removals; r++) states[removed[r]!] = 0
      for (let r = 0; r < removals; r++) {
        const i = removed[r]!
        lose(i - stride - 1, ~(16 | STAYED))
        lose(i - stride, ~(32 | STAYED))
        lose(i - stride + 1, ~(64 | STAYED))
        lose(i - 1, ~(8 | STAYED))
        lose(i + 1, ~(128 | STAYED))
        lose(i + stride - 1, ~(4 | STAYED))
        lose(i + stride, ~(2 | STAYED))
        lose(i + stride + 1, ~(1 | STAYED))
      }
      if (removals > 0) hasChanged = true
    }
  }
}

/** A 1 in each of four bytes. */
const FOUR = 0x01010101

/** Makes every value that is not 0 a 1; returns how many there are. */
function makeBinary(words: Uint32Array): number {
  let foreground = 0
  for (let w = 0; w < words.length; w++) {
    let four = words[w]!
    if ((four & ~FOUR) !== 0) {
      // the bits of each byte gathered in its lowest
      four |= (four >>> 4) & 0x0f0f0f0f
      four |= (four >>> 2) & 0x03030303
      four = (four | ((four >>> 1) & FOUR)) & FOUR
      words[w] = four
    }
    foreground += Math.imul(four, FOUR) >>> 24
  }
  return foreground
}

/** Fills the states, four pixels at once where they are alike; lists what has background around, counted. */
function fillStates(states: States, list: Int32Array, padded: Uint8Array, stride: number): number {
  const words = new Uint32Array(padded.buffer)
  const line = stride >> 2
  let count = 0
  for (let w = line; w < words.length - line; w++) {
    const own = words[w]!
    if (own === 0) continue
    const first = w << 2
    if ((own & words[w - line]! & words[w + line]!) === FOUR) {
      const [before, after] = [first - 1, first + 4]
      const beside =
        padded[before - stride]! &
        padded[before]! &
        padded[before + stride]! &
        padded[after - stride]! &
        padded[after]! &
        padded[after + stride]!
      if (beside === 1) {
        states[first] = FOREGROUND | RING
        states[first + 1] = FOREGROUND | RING
        states[first + 2] = FOREGROUND | RING
        states[first + 3] = FOREGROUND | RING
        continue
      }
    }
    for (let i = first; i < first + 4; i++) {
      if (padded[i] === 0) continue
      const ring = ringAt(padded, i, stride)
      states[i] = ring === RING ? FOREGROUND | RING : FOREGROUND | LISTED | ring
      if (ring !== RING) list[count++] = i
    }
  }
  return count
}

function ringAt(data: Uint8Array, i: number, stride: number): number {
  return (
    data[i - stride - 1]! |
    (data[i - stride]! << 1) |
    (data[i - stride + 1]! << 2) |
    (data[i + 1]! << 3) |
    (data[i + stride + 1]! << 4) |
    (data[i + stride]! << 5) |
    (data[i + stride - 1]! << 6) |
    (data[i - 1]! << 7)
  )
}

const NORTH = 1 << 1
const EAST = 1 << 3
const SOUTH = 1 << 5
const WEST = 1 << 7

/**
 * Rings that ImageJ's table, which scikit-image took over, treats unlike the paper: diagonal steps are
 * thinned to one pixel, and some corners go in one pass only.
 */
const exceptions = {
  firstPass: {
    remove: [10, 11, 40, 130, 134, 160, 161, 194, 198],
    keep: [24, 48, 56, 96, 129, 192, 224],
  },
  secondPass: {
    remove: [10, 26, 40, 104, 108, 130, 160, 176],
    keep: [3, 6, 12, 14, 48, 129, 131],
  },
} as const

const firstPass = removableRings([NORTH | EAST | SOUTH, EAST | SOUTH | WEST], exceptions.firstPass)
const secondPass = removableRings(
  [NORTH | EAST | WEST, NORTH | SOUTH | WEST],
  exceptions.secondPass,
)

/** 1 for rings of 2 to 6 neighbours in one run that fill none of the `corners`, and for the exceptions. */
function removableRings(
  corners: readonly number[],
  { remove, keep }: { readonly remove: readonly number[]; readonly keep: readonly number[] },
): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, ring) => {
    if (remove.includes(ring)) return 1
    if (keep.includes(ring)) return 0
    const neighbours = bitCount(ring)
    const runs = bitCount(~ring & rotate(ring))
    const isOpen = corners.every((corner) => (ring & corner) !== corner)
    return neighbours >= 2 && neighbours <= 6 && runs === 1 && isOpen ? 1 : 0
  })
}

function rotate(ring: number): number {
  return ((ring >> 1) | (ring << 7)) & 0xff
}

function bitCount(bits: number): number {
  let count = 0
  for (let rest = bits & 0xff; rest !== 0; rest &= rest - 1) count++
  return count
}
