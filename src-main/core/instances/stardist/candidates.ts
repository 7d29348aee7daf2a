/**
 * Pixels of a probability map that may become objects, the most probable first: StarDist's
 * `_ind_prob_thresh` and sort (nms.py of stardist 0.9.1, 650d3a1).
 */
import type { RealImage } from '../../images/types.ts'

export interface CandidateOptions {
  /** Candidates are strictly above it, compared in float32 as the original does. */
  readonly probabilityThreshold: number
  /** Pixels of the map this near to its edge are none. */
  readonly border: number
}

export interface Candidates {
  readonly count: number
  /** Index into the map, by falling probability; of equal ones the later pixel first. */
  readonly pixels: Uint32Array
  readonly probabilities: Float32Array
}

/** `probability`: `[y, x]` or `[z, y, x]`, every value finite. */
export function findCandidates(
  { shape, data }: RealImage,
  { probabilityThreshold, border }: CandidateOptions,
): Candidates {
  const threshold = Math.fround(probabilityThreshold)
  const width = shape.at(-1) ?? 0
  const height = shape.at(-2) ?? 1
  const depth = shape.at(-3) ?? 1
  const [zStart, zEnd] = shape.length > 2 ? [border, depth - border] : [0, depth]
  const found = new Uint32Array(data.length)
  let count = 0
  for (let z = zStart; z < zEnd; z++) {
    for (let y = border; y < height - border; y++) {
      const row = (z * height + y) * width
      for (let x = border; x < width - border; x++) {
        if (Math.fround(data[row + x]!) > threshold) found[count++] = row + x
      }
    }
  }
  const pixels = byFallingProbability(found.subarray(0, count), data)
  return { count, pixels, probabilities: valuesAt(pixels, data) }
}

const digitBits = 11
const digits = 1 << digitBits

/** Radix sort of the bits, which order as the numbers do once the sign is turned; equal ones stay in order. */
function byFallingProbability(pixels: Uint32Array, data: ArrayLike<number>): Uint32Array {
  const values = valuesAt(pixels, data)
  let keys = new Uint32Array(values.buffer)
  for (let place = 0; place < keys.length; place++) {
    const bits = values[place] === 0 ? 0 : keys[place]!
    keys[place] = (bits & 0x80000000) === 0 ? bits + 0x80000000 : ~bits
  }
  let sorted = pixels
  for (let shift = 0; shift < 32; shift += digitBits) {
    const next = placesByDigit(keys, shift)
    const movedKeys = new Uint32Array(keys.length)
    const movedPixels = new Uint32Array(keys.length)
    for (let place = 0; place < keys.length; place++) {
      const to = next[(keys[place]! >>> shift) & (digits - 1)]!++
      movedKeys[to] = keys[place]!
      movedPixels[to] = sorted[place]!
    }
    keys = movedKeys
    sorted = movedPixels
  }
  return sorted.reverse()
}

/** Where the first key with each digit goes. */
function placesByDigit(keys: Uint32Array, shift: number): Uint32Array {
  const next = new Uint32Array(digits)
  for (const key of keys) next[(key >>> shift) & (digits - 1)]!++
  let before = 0
  for (let digit = 0; digit < digits; digit++) {
    const count = next[digit]!
    next[digit] = before
    before += count
  }
  return next
}

function valuesAt(pixels: ArrayLike<number>, data: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const values = new Float32Array(pixels.length)
  for (let place = 0; place < values.length; place++) values[place] = data[pixels[place]!]!
  return values
}
