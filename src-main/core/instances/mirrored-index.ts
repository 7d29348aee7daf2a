/** Index into 0..side-1 of a position beyond the border, edge repeated: d c b a | a b c d | d c b a. */
export function mirroredIndex(position: number, side: number): number {
  if (position >= 0 && position < side) return position
  const period = 2 * side
  const within = ((position % period) + period) % period
  return within < side ? within : period - 1 - within
}
