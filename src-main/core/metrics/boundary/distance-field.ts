/**
 * Exact Euclidean distance of every pixel to the nearest pixel of a set, by lower envelopes of
 * parabolas along each axis (Felzenszwalb & Huttenlocher, Theory of Computing 8:415, 2012).
 */
import type { Mask } from '../../images/types.ts'

/**
 * Distance between pixel centres, Infinity everywhere when the set is empty. `spacing` is the size of
 * a pixel along each axis in array order, 1 by default.
 */
export function distanceField(set: Mask, spacing?: readonly number[]): Float64Array {
  const squared = Float64Array.from(set.data, (value) => (value === 0 ? Infinity : 0))
  let stride = squared.length
  // first axis first: sums round as in scipy, so that a distance of exactly a tolerance stays one
  for (const [axis, side] of set.shape.entries()) {
    stride /= side
    sweepAxis(squared, side, stride, spacing?.[axis] ?? 1)
  }
  return squared.map(Math.sqrt)
}

function sweepAxis(squared: Float64Array, side: number, stride: number, pixel: number): void {
  const line = new Float64Array(side)
  const apex = new Int32Array(side)
  const from = new Float64Array(side + 1)
  for (let i = 0; i < squared.length / side; i++) {
    const offset = i % stride
    const first = (i - offset) * side + offset
    for (let q = 0; q < side; q++) line[q] = squared[first + q * stride]!
    if (!fillEnvelope(line, apex, from, pixel)) continue
    for (let q = 0, k = 0; q < side; q++) {
      while (from[k + 1]! < q) k++
      const away = (q - apex[k]!) * pixel
      squared[first + q * stride] = away * away + line[apex[k]!]!
    }
  }
}

/**
 * Fills `apex` with the parabolas of the envelope and `from` with the places where each becomes the lowest,
 * closed by Infinity. False where the line has no finite value.
 */
function fillEnvelope(
  line: Float64Array,
  apex: Int32Array,
  from: Float64Array,
  pixel: number,
): boolean {
  const curvature = pixel * pixel
  let count = 0
  for (let q = 0; q < line.length; q++) {
    if (line[q] === Infinity) continue
    let start = -Infinity
    for (; count > 0; count--) {
      const p = apex[count - 1]!
      start = (q + p) / 2 + (line[q]! - line[p]!) / (2 * curvature * (q - p))
      if (start > from[count - 1]!) break
    }
    apex[count] = q
    from[count] = count === 0 ? -Infinity : start
    count++
  }
  from[count] = Infinity
  return count > 0
}
