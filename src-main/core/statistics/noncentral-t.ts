/** Power of the two-sided one-sample (paired) t test, from the noncentral t distribution. */
import { logGamma } from './gamma.ts'
import { normalCdf } from './normal.ts'
import { studentQuantile } from './student-t.ts'

/** Simpson steps; few degrees of freedom spread S widely. */
const STEPS = { few: 1500, many: 100 }

/** Φ(-9) is below 1e-18. */
const REACH = 9

/**
 * Probability that |t| exceeds its critical value when the true mean difference is `effect`
 * standard deviations and n pairs are measured.
 */
export function pairedTPower(effect: number, n: number, alpha: number): number {
  const critical = studentQuantile(1 - alpha / 2, n - 1)
  const shift = effect * Math.sqrt(n)
  // T = (Z + shift) / S with S = √(χ²/df): integrate over S where its density matters.
  return overScale(n - 1, (scale) => {
    const limit = critical * scale
    const opposite = shift + limit > REACH ? 0 : normalCdf(-shift - limit)
    return normalCdf(shift - limit) + opposite
  })
}

/** ∫ f(s) p(s) ds for S = √(χ²/df), by Simpson's rule. */
function overScale(degreesOfFreedom: number, f: (scale: number) => number): number {
  const half = degreesOfFreedom / 2
  const reach = 9 / Math.sqrt(degreesOfFreedom)
  const low = Math.max(0, 1 - reach)
  const steps = degreesOfFreedom < 10 ? STEPS.few : STEPS.many
  const step = (1 + reach - low) / steps
  const logScale = Math.log(2) + half * Math.log(half) - logGamma(half)
  let sum = 0
  for (let i = 0; i <= steps; i++) {
    const s = low + i * step
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2
    sum += weight * f(s) * density(s, degreesOfFreedom, logScale)
  }
  return (sum * step) / 3
}

function density(s: number, degreesOfFreedom: number, logScale: number): number {
  if (s === 0) return degreesOfFreedom === 1 ? Math.exp(logScale) : 0
  return Math.exp(logScale + (degreesOfFreedom - 1) * Math.log(s) - (degreesOfFreedom / 2) * s * s)
}
