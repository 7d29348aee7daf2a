/**
 * Sign-flip permutation test of a mean paired difference: how often would randomly signed
 * differences have a mean at least as far from zero? All 2ⁿ flips up to n = 20, sampled above.
 */
import { compensatedSum } from './compensated-sum.ts'
import { createRandom } from './random.ts'

export interface SignFlipResult {
  readonly p: number
  readonly flips: number
  readonly method: 'exact' | 'sampled'
}

/** Largest n for which all flips are visited (8 MB of sums). */
export const signFlipExactLimit = 20

/** Sums this close to the observed one count as equal: rounding must not break ties. */
const TIE_TOLERANCE = 1e-12

/** Two-sided. `draws` and `seed` matter only above the exact limit. */
export function signFlipTest(
  differences: readonly number[],
  options: { readonly draws?: number; readonly seed?: number } = {},
): SignFlipResult {
  const sizes = differences.map(Math.abs)
  const total = compensatedSum(sizes)
  const least = Math.abs(compensatedSum(differences)) - TIE_TOLERANCE * total
  if (differences.length <= signFlipExactLimit) {
    const sums = subsetSums(sizes)
    let extreme = 0
    for (const sum of sums) if (Math.abs(total - 2 * sum) >= least) extreme++
    return { p: extreme / sums.length, flips: sums.length, method: 'exact' }
  }
  const { draws = 9999, seed = 0 } = options
  const random = createRandom(seed)
  let extreme = 0
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0
    for (const size of sizes) sum += random.nextInteger(2) === 1 ? size : -size
    if (Math.abs(sum) >= least) extreme++
  }
  return { p: (extreme + 1) / (draws + 1), flips: draws, method: 'sampled' }
}

/** Sums of all 2ⁿ subsets. */
function subsetSums(sizes: readonly number[]): Float64Array {
  const sums = new Float64Array(2 ** sizes.length)
  let filled = 1
  for (const size of sizes) {
    for (let k = 0; k < filled; k++) sums[filled + k] = sums[k]! + size
    filled *= 2
  }
  return sums
}
