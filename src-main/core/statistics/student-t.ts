/** Student's t distribution through the incomplete beta function. */
import { incompleteBeta, logGamma } from './gamma.ts'
import { normalQuantile } from './normal.ts'

/** P(T > |t|) doubled: the two-sided p of a t statistic. */
export function studentTwoSided(t: number, degreesOfFreedom: number): number {
  if (!Number.isFinite(t)) return Number.isNaN(t) ? NaN : 0
  return incompleteBeta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + t * t))
}

/** P(T <= t). */
export function studentCdf(t: number, degreesOfFreedom: number): number {
  const tail = studentTwoSided(t, degreesOfFreedom) / 2
  return t <= 0 ? tail : 1 - tail
}

export function studentPdf(t: number, degreesOfFreedom: number): number {
  const half = degreesOfFreedom / 2
  return Math.exp(
    logGamma(half + 0.5) -
      logGamma(half) -
      Math.log(degreesOfFreedom * Math.PI) / 2 -
      (half + 0.5) * Math.log1p((t * t) / degreesOfFreedom),
  )
}

/** t with P(T <= t) = probability, 0 < probability < 1. */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(probability > 0 && probability < 1)) return NaN
  if (probability === 0.5) return 0
  if (probability < 0.5) return -studentQuantile(1 - probability, degreesOfFreedom)
  const tail = 1 - probability
  let low = 0
  let high = Math.max(1, normalQuantile(probability))
  while (studentTwoSided(high, degreesOfFreedom) / 2 > tail) high *= 2
  // Newton kept inside the bracket.
  let t = (low + high) / 2
  for (let i = 0; i < 200; i++) {
    const excess = studentTwoSided(t, degreesOfFreedom) / 2 - tail
    if (excess > 0) low = t
    else high = t
    let next = t + excess / studentPdf(t, degreesOfFreedom)
    if (!(next > low && next < high)) next = (low + high) / 2
    if (Math.abs(next - t) <= 1e-15 * t) return next
    t = next
  }
  return t
}
