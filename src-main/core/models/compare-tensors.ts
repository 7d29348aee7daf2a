/** Two tensors of one shape, element by element. */
import type { Tensor } from '../inference/tensor.ts'
import { percentileOfSorted } from './processing/percentiles.ts'
import type { Tolerance } from './test-tolerance.ts'

export interface TensorComparison {
  readonly maxAbsDifference: number
  /** 99 % of the absolute differences are not above it. */
  readonly percentile99AbsDifference: number
  /** Elements with |actual - expected| > atol + rtol * |expected|. */
  readonly mismatched: number
  readonly mismatchedPerMillion: number
  readonly passed: boolean
  /** Null where no element differs by a finite number. */
  readonly histogram: DifferenceHistogram | null
}

/** Finite absolute differences in `counts.length` bins of equal width from 0 to `max`. */
export interface DifferenceHistogram {
  readonly max: number
  readonly counts: readonly number[]
}

const bins = 64

/** Both as float32. NaN equals NaN; NaN or an infinity against a number is a mismatch of infinite size. */
export function compareTensors(
  expected: Tensor,
  actual: Tensor,
  { rtol, atol, mismatchedPerMillion }: Tolerance,
): TensorComparison {
  let largest = 0
  let mismatched = 0
  const differences = new Float32Array(expected.data.length)
  for (let i = 0; i < expected.data.length; i++) {
    const wanted = Math.fround(expected.data[i]!)
    const got = Math.fround(actual.data[i]!)
    if (wanted === got || (Number.isNaN(wanted) && Number.isNaN(got))) continue
    const difference = Math.abs(got - wanted)
    if (!Number.isFinite(difference)) {
      largest = Infinity
      differences[i] = Infinity
      mismatched += 1
      continue
    }
    differences[i] = difference
    if (difference > largest) largest = difference
    if (difference > atol + rtol * Math.abs(wanted)) mismatched += 1
  }
  const perMillion = expected.data.length === 0 ? 0 : (mismatched / expected.data.length) * 1e6
  return {
    maxAbsDifference: largest,
    histogram: histogramOf(differences),
    percentile99AbsDifference: percentileOfSorted(differences.sort(), 99, 'inverted_cdf'),
    mismatched,
    mismatchedPerMillion: perMillion,
    passed: perMillion <= mismatchedPerMillion,
  }
}

function histogramOf(differences: Float32Array): DifferenceHistogram | null {
  let max = 0
  for (const value of differences) if (value > max && value !== Infinity) max = value
  if (max === 0) return null
  const counts = new Array<number>(bins).fill(0)
  for (const value of differences)
    if (value !== Infinity) counts[Math.min(bins - 1, Math.floor((value / max) * bins))]! += 1
  return { max, counts }
}

/** Largest magnitude of the finite values of a tensor. */
export function largestMagnitude(tensor: Tensor): number {
  let largest = 0
  for (const value of tensor.data) {
    const magnitude = Math.abs(value)
    if (magnitude > largest && magnitude !== Infinity) largest = magnitude
  }
  return largest
}
