/** The Kolmogorov distribution for many values, as a series in 1/√n (Pelz & Good 1976; Simard & L'Ecuyer 2011). */

/** P(D_n < d). The error falls with n², and is about 2e-6 for n of 140. */
export function kolmogorovCdfBySeries(n: number, d: number): number {
  const z = Math.sqrt(n) * d
  const z2 = z * z
  const z4 = z2 * z2
  const z6 = z4 * z2
  let [k0, k1, k2, k3] = [0, 0, 0, 0]
  let [even2, even3] = [0, 0]
  // terms k + 1/2 on both sides of 0, and whole k; beyond 8 z they are 0 in float64
  for (let k = 0; k <= 8 * z + 4; k++) {
    const odd = Math.PI ** 2 * (k + 0.5) ** 2
    const weight = Math.exp(-odd / (2 * z2))
    k0 += weight
    k1 += 2 * (odd - z2) * weight
    k2 += 2 * (6 * z6 + 2 * z4 + odd * (2 * z4 - 5 * z2) + odd ** 2 * (1 - 2 * z2)) * weight
    k3 +=
      2 *
      (odd ** 3 * (5 - 30 * z2) +
        odd ** 2 * (-60 * z2 + 212 * z4) +
        odd * (135 * z4 - 96 * z6) -
        (30 * z6 + 90 * z4 * z4)) *
      weight
    const even = Math.PI ** 2 * k ** 2
    const evenWeight = 2 * Math.exp(-even / (2 * z2))
    even2 += even * evenWeight
    even3 += (-(even ** 2) + 3 * even * z2) * evenWeight
  }
  const half = Math.sqrt(Math.PI / 2)
  return (
    (Math.sqrt(2 * Math.PI) / z) * k0 +
    ((half / (6 * z4)) * k1) / Math.sqrt(n) +
    ((half / (72 * z6 * z)) * k2 - (half / (36 * z2 * z)) * even2) / n +
    ((half / (6480 * z6 * z4)) * k3 + (half / (216 * z6)) * even3) / n ** 1.5
  )
}
