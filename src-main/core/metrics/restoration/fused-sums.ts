/**
 * Sums in the order in which the reference (numpy over OpenBLAS, AVX-512) takes them. No order is truer,
 * but where a fit leaves nothing except rounding (identical images), its last bit is all that is scored.
 */
import type { Pixels } from './image-pair.ts'

/** Products that the kernel of OpenBLAS's `dsyrk` adds up before it goes on to the next block. */
const BLOCK = 384
/** Splits a number in two halves of 26 bits, whose products are exact (Dekker 1971). */
const SPLIT = 2 ** 27 + 1

/** Sum of (a - aMean)(b - bMean): fused multiply-adds in blocks, a rest above one block in two halves. */
export function fusedProductSum(a: Pixels, aMean: number, b: Pixels, bMean: number): number {
  let total = 0
  for (let start = 0; start < a.length;) {
    const rest = a.length - start
    const block = rest >= 2 * BLOCK ? BLOCK : rest > BLOCK ? Math.floor((rest + 1) / 2) : rest
    let sum = 0
    for (let i = start; i < start + block; i++) sum = multiplyAdd(a[i]! - aMean, b[i]! - bMean, sum)
    total += sum
    start += block
  }
  return total
}

/** a b + c, rounded once: the errors of the product and of the sum are exact, and added last. */
function multiplyAdd(a: number, b: number, c: number): number {
  const product = a * b
  const aHigh = a * SPLIT - (a * SPLIT - a)
  const bHigh = b * SPLIT - (b * SPLIT - b)
  const aLow = a - aHigh
  const bLow = b - bHigh
  const productError = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
  const sum = product + c
  const added = sum - product
  const sumError = product - (sum - added) + (c - added)
  return sum + (sumError + productError)
}

/** Mean with numpy's pairwise sum: halves down to 128 values, those in eight columns. */
export function pairwiseMean(values: Pixels): number {
  return pairwiseSum(values, 0, values.length) / values.length
}

function pairwiseSum(values: Pixels, start: number, length: number): number {
  if (length > 128) {
    const half = Math.floor(length / 2)
    const first = half - (half % 8)
    return pairwiseSum(values, start, first) + pairwiseSum(values, start + first, length - first)
  }
  const columns = [0, 0, 0, 0, 0, 0, 0, 0]
  const whole = length - (length % 8)
  for (let i = 0; i < whole; i++) columns[i % 8]! += values[start + i]!
  const of = (column: number): number => columns[column]! + columns[column + 1]!
  let sum = of(0) + of(2) + (of(4) + of(6))
  for (let i = whole; i < length; i++) sum += values[start + i]!
  return sum
}
