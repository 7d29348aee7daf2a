/** Indices of the n-th place of an array in C order, the last index fastest. */
export function unravel(number: number, sizes: readonly number[]): number[] {
  const indices = sizes.map(() => 0)
  let rest = number
  for (let i = sizes.length - 1; i >= 0; i--) {
    indices[i] = rest % sizes[i]!
    rest = Math.floor(rest / sizes[i]!)
  }
  return indices
}
