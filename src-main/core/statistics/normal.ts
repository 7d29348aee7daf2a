/** The standard normal distribution. */
import { upperGamma } from './gamma.ts'

/** P(Z <= z), with full relative precision in the lower tail. */
export function normalCdf(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2
  return z <= 0 ? tail : 1 - tail
}

/** P(Z > z), with full relative precision in the upper tail. */
export function normalSf(z: number): number {
  return normalCdf(-z)
}

export function normalPdf(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}

/** z with P(Z <= z) = probability; -Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) return NaN
  if (probability === 0) return -Infinity
  if (probability > 0.5) return -normalQuantile(1 - probability)
  // Start from the tail's leading order, then Newton on the logarithm (concave: no overshoot).
  let z = -Math.sqrt(Math.max(0, -2 * Math.log(2 * probability)))
  for (let i = 0; i < 60; i++) {
    const cdf = normalCdf(z)
    const step = (Math.log(cdf / probability) * cdf) / normalPdf(z)
    z -= step
    if (Math.abs(step) <= 1e-15 * Math.max(1, Math.abs(z))) break
  }
  return z
}
