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
  const found: number[] = []
  for (let z = zStart; z < zEnd; z++) {
    for (let y = border; y < height - border; y++) {
      const row = (z * height + y) * width
      for (let x = border; x < width - border; x++) {
        if (Math.fround(data[row + x]!) > threshold) found.push(row + x)
      }
    }
  }
  const pixels = byFallingProbability(found, data)
  return {
    count: pixels.length,
    pixels,
    probabilities: valuesAt(pixels, data),
  }
}

/** Places that fit beside 32 bits of probability into the 53 exact bits of a number. */
const placeLimit = 2 ** 21

function byFallingProbability(pixels: readonly number[], data: ArrayLike<number>): Uint32Array {
  if (pixels.length > placeLimit) {
    const sorted = Uint32Array.from(pixels)
    return sorted.sort((a, b) => Math.fround(data[b]!) - Math.fround(data[a]!) || b - a)
  }
  // Numbers sort many times faster than a comparison function is called.
  const values = valuesAt(pixels, data)
  const bits = new Uint32Array(values.buffer)
  const keys = new Float64Array(pixels.length)
  for (let place = 0; place < keys.length; place++) {
    const bit = values[place] === 0 ? 0 : bits[place]!
    const ordered = (bit & 0x80000000) === 0 ? bit + 0x80000000 : ~bit >>> 0
    keys[place] = ordered * placeLimit + place
  }
  keys.sort()
  const sorted = new Uint32Array(pixels.length)
  for (let rank = 0; rank < sorted.length; rank++)
    sorted[rank] = pixels[keys[keys.length - 1 - rank]! % placeLimit]!
  return sorted
}

function valuesAt(pixels: ArrayLike<number>, data: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const values = new Float32Array(pixels.length)
  for (let place = 0; place < values.length; place++) values[place] = data[pixels[place]!]!
  return values
}
