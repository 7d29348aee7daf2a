/**
 * Sum of doubles rounded once: the same to the last bit in whatever order the values come.
 * Shewchuk's growing expansion (Discrete Comput Geom 18, 1997), final rounding to even.
 */
export function compensatedSum(values: Iterable<number>): number {
  const partials: number[] = [] // non-overlapping, growing in magnitude
  let special = 0 // infinities and NaN follow the usual rules
  for (const value of values) {
    if (!Number.isFinite(value)) special += value
    else grow(partials, value)
  }
  return special === 0 ? roundOnce(partials) : special
}

function grow(partials: number[], value: number): void {
  let rest = value
  let kept = 0
  for (const partial of partials) {
    const large = Math.abs(rest) < Math.abs(partial) ? partial : rest
    const small = large === partial ? rest : partial
    const sum = large + small
    const error = small - (sum - large)
    if (error !== 0) partials[kept++] = error
    rest = sum
  }
  partials.length = kept
  partials.push(rest)
}

function roundOnce(partials: readonly number[]): number {
  let k = partials.length - 1
  if (k < 0) return 0
  let high = partials[k]!
  let low = 0
  while (k > 0) {
    const next = partials[--k]!
    const sum = high + next
    low = next - (sum - high)
    high = sum
    if (low !== 0) break
  }
  // Half-way cases: what lies further down decides the direction.
  const below = k > 0 ? partials[k - 1]! : 0
  if ((low < 0 && below < 0) || (low > 0 && below > 0)) {
    const twice = low * 2
    const moved = high + twice
    if (moved - high === twice) return moved
  }
  return high
}
