/** Upper tails of the chi-square and F distributions. */
import { incompleteBeta, upperGamma } from './gamma.ts'

/** P(X > statistic). */
export function chiSquareSf(statistic: number, degreesOfFreedom: number): number {
  return upperGamma(degreesOfFreedom / 2, statistic / 2)
}

/** P(F > statistic) with `numerator` and `denominator` degrees of freedom. */
export function fSf(statistic: number, numerator: number, denominator: number): number {
  if (statistic <= 0) return 1
  return incompleteBeta(
    denominator / 2,
    numerator / 2,
    denominator / (denominator + numerator * statistic),
  )
}
