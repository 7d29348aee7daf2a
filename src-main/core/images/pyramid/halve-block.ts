/**
 * Half the rows and columns of a block of pixels: intensities by their mean, labels by the most
 * frequent one, never averaged. Every 2 x 2 block gives one pixel; at an odd edge the pixels that are
 * there count alone.
 */
import { createPixelArray } from '../pixel-types.ts'
import type { PixelArray, PixelType } from '../types.ts'

/**
 * `mean`: sums in float64 (64-bit integers exactly), integers rounded to the nearest with halves up;
 * of floats the finite ones count, and NaN stands where none is. `mode`: the most frequent value; of
 * equally frequent ones any but 0 wins over 0, then the smallest.
 */
export type Reduction = 'mean' | 'mode'

/** `data` has `height` x `width` x `samples` values, the result ceil(height / 2) x ceil(width / 2) x `samples`. */
export function halveBlock(
  data: PixelArray,
  height: number,
  width: number,
  samples: number,
  dtype: PixelType,
  reduction: Reduction,
): PixelArray {
  const length = Math.ceil(height / 2) * Math.ceil(width / 2) * samples
  const out = createPixelArray(dtype, length, 'a pyramid level')
  const grid = { height, width, samples }
  if (data instanceof BigUint64Array || data instanceof BigInt64Array) {
    halveBig(data, out as BigUint64Array, grid, reduction)
  } else if (reduction === 'mode' && samples === 1) halveLabels(data, out as Uint8Array, grid)
  else if (reduction === 'mode') halveByMode(data, out as Uint8Array, grid)
  else if (data instanceof Float32Array || data instanceof Float64Array) {
    halveFloats(data, out as Float64Array, grid, dtype === 'float16' ? nearestHalf : identity)
  } else if (data.BYTES_PER_ELEMENT <= 2 && samples === 1)
    halveNarrow(data, out as Uint8Array, grid)
  else halveIntegers(data, out as Uint8Array, grid)
  return out
}

interface Grid {
  readonly height: number
  readonly width: number
  readonly samples: number
}

type NumberArray = Exclude<PixelArray, BigUint64Array | BigInt64Array>

// Each loop walks the four neighbours a b / c d. At an odd edge b and d (or c and d) repeat a and c (or
// a and b), which leaves mean and mode as they are over the pixels that exist.

/** The usual image, gray of 8 or 16 bits: four of them fit into 32 bits, where a shift rounds. */
function halveNarrow(data: NumberArray, out: NumberArray, { height, width }: Grid): void {
  const even = width - (width % 2)
  let at = 0
  for (let y = 0; y < height; y += 2) {
    const first = y * width
    const below = y + 1 < height ? width : 0
    for (let i = first, end = first + even; i < end; i += 2)
      out[at++] = (data[i]! + data[i + 1]! + data[i + below]! + data[i + below + 1]! + 2) >> 2
    if (even === width) continue
    const last = first + even
    out[at++] = (2 * (data[last]! + data[last + below]!) + 2) >> 2
  }
}

function halveIntegers(data: NumberArray, out: NumberArray, grid: Grid): void {
  const { height, width, samples } = grid
  const row = width * samples
  let at = 0
  for (let y = 0; y < height; y += 2) {
    const below = y + 1 < height ? row : 0
    for (let x = 0; x < width; x += 2) {
      const right = x + 1 < width ? samples : 0
      for (let i = y * row + x * samples, end = i + samples; i < end; i++) {
        const sum = data[i]! + data[i + right]! + data[i + below]! + data[i + below + right]!
        out[at++] = Math.floor(sum / 4 + 0.5)
      }
    }
  }
}

function halveFloats(
  data: NumberArray,
  out: NumberArray,
  grid: Grid,
  round: (value: number) => number,
): void {
  const { height, width, samples } = grid
  const row = width * samples
  let at = 0
  for (let y = 0; y < height; y += 2) {
    const below = y + 1 < height ? row : 0
    for (let x = 0; x < width; x += 2) {
      const right = x + 1 < width ? samples : 0
      for (let i = y * row + x * samples, end = i + samples; i < end; i++) {
        const a = data[i]!
        const b = data[i + right]!
        const c = data[i + below]!
        const d = data[i + below + right]!
        const mean = (a + b + (c + d)) / 4
        out[at++] = round(Number.isFinite(mean) ? mean : meanOfFinite([a, b, c, d]))
      }
    }
  }
}

/** Divided before it is summed, so that the largest values do not overflow. */
function meanOfFinite(values: readonly number[]): number {
  const finite = values.filter((value) => Number.isFinite(value))
  if (finite.length === 0) return NaN
  return finite.reduce((sum, value) => sum + value / finite.length, 0)
}

/** The usual label image: most blocks are of one value. */
function halveLabels(data: NumberArray, out: NumberArray, { height, width }: Grid): void {
  const even = width - (width % 2)
  let at = 0
  for (let y = 0; y < height; y += 2) {
    const first = y * width
    const below = y + 1 < height ? width : 0
    for (let i = first, end = first + even; i < end; i += 2) {
      const a = data[i]!
      const b = data[i + 1]!
      const c = data[i + below]!
      const d = data[i + below + 1]!
      out[at++] = a === b && c === d && a === c ? a : modeOf(a, b, c, d)
    }
    if (even === width) continue
    const [a, c] = [data[first + even]!, data[first + even + below]!]
    out[at++] = a === c ? a : modeOf(a, a, c, c)
  }
}

function halveByMode(data: NumberArray, out: NumberArray, grid: Grid): void {
  const { height, width, samples } = grid
  const row = width * samples
  let at = 0
  for (let y = 0; y < height; y += 2) {
    const below = y + 1 < height ? row : 0
    for (let x = 0; x < width; x += 2) {
      const right = x + 1 < width ? samples : 0
      for (let i = y * row + x * samples, end = i + samples; i < end; i++) {
        const a = data[i]!
        const b = data[i + right]!
        const c = data[i + below]!
        const d = data[i + below + right]!
        out[at++] = a === b && c === d && a === c ? a : modeOf(a, b, c, d)
      }
    }
  }
}

/** The value of a block of labels. No allocation: this runs for every block that is not of one value. */
export function modeOf<T extends number | bigint>(a: T, b: T, c: T, d: T): T {
  const timesA = 1 + +(a === b) + +(a === c) + +(a === d)
  if (timesA > 2) return a
  const timesB = 1 + +(b === a) + +(b === c) + +(b === d)
  if (timesB > 2) return b
  const timesC = 1 + +(c === a) + +(c === b) + +(c === d)
  const timesD = 1 + +(d === a) + +(d === b) + +(d === c)
  let best = a
  let most = timesA
  if (timesB > most || (timesB === most && isPreferred(b, best))) {
    best = b
    most = timesB
  }
  if (timesC > most || (timesC === most && isPreferred(c, best))) {
    best = c
    most = timesC
  }
  if (timesD > most || (timesD === most && isPreferred(d, best))) best = d
  return best
}

function isPreferred<T extends number | bigint>(value: T, to: T): boolean {
  return Number(to) === 0 ? Number(value) !== 0 : Number(value) !== 0 && value < to
}

function halveBig(
  data: BigUint64Array | BigInt64Array,
  out: BigUint64Array | BigInt64Array,
  grid: Grid,
  reduction: Reduction,
): void {
  const { height, width, samples } = grid
  const row = width * samples
  let at = 0
  for (let y = 0; y < height; y += 2) {
    const below = y + 1 < height ? row : 0
    for (let x = 0; x < width; x += 2) {
      const right = x + 1 < width ? samples : 0
      for (let i = y * row + x * samples, end = i + samples; i < end; i++) {
        const a = data[i]!
        const b = data[i + right]!
        const c = data[i + below]!
        const d = data[i + below + right]!
        out[at++] = reduction === 'mode' ? modeOf(a, b, c, d) : (a + b + c + d + 2n) >> 2n
      }
    }
  }
}

function identity(value: number): number {
  return value
}

/** The nearest value that half precision can hold: 11 significant bits, steps of 2^-24 below 2^-14. */
export function nearestHalf(value: number): number {
  if (!Number.isFinite(value) || value === 0) return value
  const exponent = Math.max(-14, Math.floor(Math.log2(Math.abs(value))))
  const step = 2 ** (exponent - 10)
  return Math.round(value / step) * step
}
