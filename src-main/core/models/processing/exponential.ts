/** e to the power of x, to 12 digits, several times as fast as `Math.exp`: for images of millions of pixels. */

const steps = 32
const perStep = Math.LN2 / steps
const lowest = -1022
const highest = 1023

/** 2^(i / 32) and 2^k, exact or nearest. */
const fractions = Float64Array.from({ length: steps }, (_, i) => 2 ** (i / steps))
const powers = Float64Array.from({ length: highest - lowest + 1 }, (_, i) => 2 ** (i + lowest))

/**
 * x = n * ln 2 / 32 + r with |r| below 0.011, where five terms of the series leave an error below 2e-12
 * (relative). What lies outside the normal numbers, infinities and NaN are left to `Math.exp`.
 */
export function exponential(x: number): number {
  if (!(x > -708 && x < 709)) return Math.exp(x)
  const n = Math.floor(x / perStep + 0.5) | 0
  const r = x - n * perStep
  const series = 1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r / 24)))
  return powers[(n >> 5) - lowest]! * fractions[n & 31]! * series
}
