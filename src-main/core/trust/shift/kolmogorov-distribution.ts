/**
 * How often a sample of n lies at least d away from its own continuous distribution: the two-sided
 * Kolmogorov distribution, in the regimes of Simard & L'Ecuyer (J. Stat. Softw. 39/11, 2011), as SciPy's `kstwo`.
 */
import { kolmogorovCdfByMatrix } from './kolmogorov-matrix.ts'
import { kolmogorovCdfBySeries } from './kolmogorov-series.ts'

/** P(D_n >= d); n a whole number of at least 1. */
export function kolmogorovSf(n: number, d: number): number {
  const scaled = n * d
  if (scaled <= 0.5) return 1
  if (d >= 1) return 0
  if (scaled <= 1) return clip(1 - lowestCdf(n, scaled))
  if (scaled >= n - 1) return 2 * (1 - d) ** n
  const squared = scaled * d
  // beyond these, paths that leave on both sides are too rare to count
  if (d >= 0.5 || squared >= (n <= 140 ? 4 : 2.2)) return clip(2 * smirnovSf(n, d))
  if (n <= 140 || (n <= 1e5 && n * d ** 1.5 <= 1.4)) return clip(1 - kolmogorovCdfByMatrix(n, d))
  return clip(1 - kolmogorovCdfBySeries(n, d))
}

/** n! ((2 n d - 1) / n)^n, exact where n d <= 1 (Ruben & Gambino 1982). */
function lowestCdf(n: number, scaled: number): number {
  let log = n * Math.log(2 * scaled - 1)
  for (let i = 1; i <= n; i++) log += Math.log(i / n)
  return Math.exp(log)
}

/** One-sided: sum over j of C(n, j) d (d + j/n)^(j-1) (1 - d - j/n)^(n-j) (Birnbaum & Tingey 1951). */
function smirnovSf(n: number, d: number): number {
  const last = Math.floor(n * (1 - d))
  let logChoose = 0
  let sum = 0
  for (let j = 0; j <= last; j++) {
    const rest = 1 - d - j / n
    if (rest > 0 || j === n) {
      const power = rest > 0 ? (n - j) * Math.log(rest) : 0
      sum += Math.exp(logChoose + (j - 1) * Math.log(d + j / n) + power)
    }
    logChoose += Math.log((n - j) / (j + 1))
  }
  return d * sum
}

function clip(probability: number): number {
  return Math.min(1, Math.max(0, probability))
}
