/**
 * Pixel that stands for a position outside `[0, size)`: mirrored at the border pixel, which is not
 * repeated, back and forth as often as needed (numpy's `reflect`). A single pixel is repeated.
 */
export function reflectedIndex(position: number, size: number): number {
  if (size === 1) return 0
  const period = 2 * (size - 1)
  const within = ((position % period) + period) % period
  return within < size ? within : period - within
}

/** Source pixel for every pixel of a block that begins at `start`. */
export function sourceIndices(start: number, block: number, size: number): Int32Array {
  return Int32Array.from({ length: block }, (_, i) => reflectedIndex(start + i, size))
}
