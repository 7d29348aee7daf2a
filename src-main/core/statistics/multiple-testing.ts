/** Corrections of p-values for many tests other than Holm's. All return values in the order given. */

/** Bonferroni: every p times their number. */
export function bonferroni(pValues: readonly number[]): number[] {
  return pValues.map((p) => Math.min(1, p * pValues.length))
}

/** Holm with Šidák's product in place of the sum. */
export function holmSidak(pValues: readonly number[]): number[] {
  const m = pValues.length
  return adjustUpwards(pValues, (p, k) => -Math.expm1((m - k) * Math.log1p(-p)))
}

/** False discovery rate of Benjamini and Hochberg (1995). */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  return adjustDownwards(pValues, pValues.length)
}

/** False discovery rate under any dependence, Benjamini and Yekutieli (2001). */
export function benjaminiYekutieli(pValues: readonly number[]): number[] {
  const m = pValues.length
  let harmonic = 0
  for (let k = 1; k <= m; k++) harmonic += 1 / k
  return adjustDownwards(pValues, m * harmonic)
}

/** Hommel (Biometrika 75, 1988): Simes' test applied to every intersection (Wright 1992, algorithm). */
export function hommel(pValues: readonly number[]): number[] {
  const m = pValues.length
  const order = ascending(pValues)
  const p = order.map((i) => pValues[i]!)
  const simes = (count: number, from: number): number => {
    let least = Infinity
    for (let i = from; i < m; i++) least = Math.min(least, (count * p[i]!) / (i - (m - count) + 1))
    return least
  }
  const adjusted = p.slice()
  for (let count = m; count >= 2; count--) {
    const kept = m - count + 1 // the smallest p-values, beside count - 1 largest ones
    const others = simes(count, kept)
    for (let i = 0; i < m; i++) {
      const least =
        i < kept ? Math.min(count * p[i]!, others) : Math.min(count * p[kept - 1]!, others)
      adjusted[i] = Math.max(adjusted[i]!, least)
    }
  }
  return restore(order, adjusted)
}

/** From the smallest p on; `scale` gets p and its place k = 0, 1, ... */
export function adjustUpwards(
  pValues: readonly number[],
  scale: (p: number, k: number) => number,
): number[] {
  const order = ascending(pValues)
  let least = 0
  const adjusted = order.map((index, k) => {
    least = Math.max(least, Math.min(1, scale(pValues[index]!, k)))
    return least
  })
  return restore(order, adjusted)
}

/** From the largest p on: p · factor / place. */
function adjustDownwards(pValues: readonly number[], factor: number): number[] {
  const order = ascending(pValues)
  const adjusted = new Array<number>(order.length).fill(1)
  let most = 1
  for (let k = order.length - 1; k >= 0; k--) {
    most = Math.min(most, (pValues[order[k]!]! * factor) / (k + 1))
    adjusted[k] = most
  }
  return restore(order, adjusted)
}

function ascending(values: readonly number[]): number[] {
  return values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!)
}

function restore(order: readonly number[], sorted: readonly number[]): number[] {
  const result = new Array<number>(order.length).fill(1)
  order.forEach((index, k) => (result[index] = sorted[k]!))
  return result
}
