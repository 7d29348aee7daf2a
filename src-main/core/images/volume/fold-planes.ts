/** Planes of one size folded into one, value by value, as they come: the largest, the mean, or the first not 0. */
import type { ProjectionKind } from '../../../contract/volume-view.ts'
import { createPixelArray } from '../pixel-types.ts'
import type { PixelArray, PixelType } from '../types.ts'

export interface Fold {
  /** False where no further plane can change the result. */
  add(plane: PixelArray): boolean
  /** Values of `foldedType`. */
  result(): PixelArray
}

/** The mean is a 32-bit float whatever the planes hold; all else keeps its type. */
export function foldedType(kind: ProjectionKind, dtype: PixelType): PixelType {
  return kind === 'mean' ? 'float32' : dtype
}

/**
 * `length` values per plane. NaN is no value: it is left out, and stands only where all planes have it. Means are
 * summed in 64-bit floats. Hot loops.
 */
export function createFold(
  kind: ProjectionKind,
  dtype: PixelType,
  length: number,
  path: string,
): Fold {
  if (kind === 'mean') return meanFold(length, path)
  const folded = createPixelArray(dtype, length, path)
  if (kind === 'top') return topFold(folded)
  return maxFold(folded, dtype.startsWith('float') ? largestOfFloats : largestOf)
}

function maxFold(
  folded: PixelArray,
  takeLarger: (from: Float64Array, into: Float64Array) => void,
): Fold {
  // Numbers and bigints compare alike; one cast saves a loop for each.
  const into = folded as Float64Array
  let isFirst = true
  return {
    add(plane) {
      const from = plane as Float64Array
      if (isFirst) into.set(from)
      else takeLarger(from, into)
      isFirst = false
      return true
    },
    result: () => folded,
  }
}

function largestOf(from: Float64Array, into: Float64Array): void {
  const { length } = into
  for (let i = 0; i < length; i++) {
    const value = from[i]!
    if (value > into[i]!) into[i] = value
  }
}

function largestOfFloats(from: Float64Array, into: Float64Array): void {
  const { length } = into
  for (let i = 0; i < length; i++) {
    const value = from[i]!
    const most = into[i]!
    if (value > most || most !== most) into[i] = value
  }
}

function topFold(folded: PixelArray): Fold {
  const into = folded as Float64Array
  let open = into.length
  return {
    add(plane) {
      const from = plane as Float64Array
      // Zero is falsy as a number and as a bigint.
      for (let i = 0; i < into.length; i++)
        if (!into[i] && from[i]) {
          into[i] = from[i]!
          open--
        }
      return open > 0
    },
    result: () => folded,
  }
}

function meanFold(length: number, path: string): Fold {
  const sums = createPixelArray('float64', length, path) as Float64Array
  const counts = createPixelArray('uint32', length, path) as Uint32Array
  return {
    add(plane) {
      const isBig = typeof plane[0] === 'bigint'
      const from = (
        isBig ? Float64Array.from(plane as BigInt64Array, Number) : plane
      ) as Float64Array
      for (let i = 0; i < length; i++) {
        const value = from[i]!
        if (value !== value) continue
        sums[i] = sums[i]! + value
        counts[i] = counts[i]! + 1
      }
      return true
    },
    result() {
      const means = createPixelArray('float32', length, path) as Float32Array
      for (let i = 0; i < length; i++) means[i] = sums[i]! / counts[i]!
      return means
    },
  }
}
