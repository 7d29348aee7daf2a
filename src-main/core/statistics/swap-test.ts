/**
 * Randomisation test of a score of all cases together (Noreen 1989): if two tools were alike, exchanging their
 * answers unit by unit would give a difference at least as large as often as not. Two-sided.
 */
import { createRandom } from './random.ts'

export interface SwapResult {
  readonly p: number
  readonly swaps: number
  readonly method: 'exact' | 'sampled'
}

/** All 2^n exchanges up to here, 4096; sampled above. */
export const swapExactLimit = 12
const tieTolerance = 1e-12

/** Groups of one place belong to one unit. Null where the difference itself is undefined. */
export function swapTest<Answer>(
  a: readonly (readonly Answer[])[],
  b: readonly (readonly Answer[])[],
  scoreOf: (answers: readonly Answer[]) => number | null,
  { seed, draws }: { readonly seed: number; readonly draws: number },
): SwapResult | null {
  const differenceWith = (isSwapped: (place: number) => boolean): number | null => {
    const first = scoreOf(a.flatMap((own, place) => (isSwapped(place) ? b[place]! : own)))
    const second = scoreOf(b.flatMap((own, place) => (isSwapped(place) ? a[place]! : own)))
    return first === null || second === null ? null : Math.abs(first - second)
  }
  const observed = differenceWith(() => false)
  if (observed === null) return null
  // an exchange that leaves the score undefined speaks for no difference: it counts as extreme
  const isExtreme = (difference: number | null): boolean =>
    difference === null || difference >= observed - tieTolerance
  if (a.length <= swapExactLimit) {
    const swaps = 2 ** a.length
    let extreme = 0
    for (let mask = 0; mask < swaps; mask++)
      if (isExtreme(differenceWith((place) => ((mask >> place) & 1) === 1))) extreme++
    return { p: extreme / swaps, swaps, method: 'exact' }
  }
  const random = createRandom(seed)
  let extreme = 0
  for (let draw = 0; draw < draws; draw++) {
    const swapped = a.map(() => random.nextInteger(2) === 1)
    if (isExtreme(differenceWith((place) => swapped[place]!))) extreme++
  }
  return { p: (extreme + 1) / (draws + 1), swaps: draws, method: 'sampled' }
}
