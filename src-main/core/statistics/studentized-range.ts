/** The studentised range for infinite degrees of freedom: the range of k standard normal values. */
import { normalCdf, normalPdf } from './normal.ts'

const REACH = 9 // φ(9) is below 1e-18
const STEPS = 1800

/** P(range > q) = 1 - k ∫ φ(z) [Φ(z) - Φ(z - q)]^(k-1) dz, by Simpson's rule. */
export function studentizedRangeSf(q: number, k: number): number {
  if (q <= 0) return 1
  const low = -REACH
  const step = (2 * REACH + q) / STEPS
  let sum = 0
  for (let i = 0; i <= STEPS; i++) {
    const z = low + i * step
    const weight = i === 0 || i === STEPS ? 1 : i % 2 === 1 ? 4 : 2
    sum += weight * normalPdf(z) * (normalCdf(z) - normalCdf(z - q)) ** (k - 1)
  }
  return Math.max(0, 1 - (k * sum * step) / 3)
}

/** q with P(range <= q) = probability, by bisection. */
export function studentizedRangeQuantile(probability: number, k: number): number {
  let low = 0
  let high = 1
  while (1 - studentizedRangeSf(high, k) < probability) high *= 2
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    if (1 - studentizedRangeSf(middle, k) < probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}
