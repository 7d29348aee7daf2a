/**
 * Exact Euclidean distance to the background, by lower envelopes of parabolas along each axis
 * (Felzenszwalb & Huttenlocher, Theory of Computing 8:415, 2012). Work grows with the number of pixels.
 */
import type { Mask, RealImage } from '../images/types.ts'

/**
 * Distance in pixels from each foreground pixel to the nearest background pixel's centre; 0 in the
 * background, Infinity where there is no background. What lies outside the image is not background.
 */
export function distanceToBackground(mask: Mask): RealImage {
  const squared = Float64Array.from(mask.data, (value) => (value === 0 ? 0 : Infinity))
  let stride = 1
  for (const side of mask.shape.toReversed()) {
    sweepAxis(squared, side, stride)
    stride *= side
  }
  return { shape: mask.shape, data: squared.map(Math.sqrt) }
}

function sweepAxis(squared: Float64Array, side: number, stride: number): void {
  const line = new Float64Array(side)
  const apex = new Int32Array(side)
  const from = new Float64Array(side + 1)
  const block = side * stride
  for (let base = 0; base < squared.length; base += block) {
    for (let offset = 0; offset < stride; offset++) {
      const first = base + offset
      for (let q = 0; q < side; q++) line[q] = squared[first + q * stride]!
      const parabolas = lowerEnvelope(line, apex, from)
      if (parabolas === 0) continue
      for (let q = 0, k = 0; q < side; q++) {
        while (from[k + 1]! < q) k++
        const away = q - apex[k]!
        squared[first + q * stride] = away * away + line[apex[k]!]!
      }
    }
  }
}

/** Fills `apex` and `from` (where each parabola becomes the lowest); returns how many there are. */
function lowerEnvelope(line: Float64Array, apex: Int32Array, from: Float64Array): number {
  let count = 0
  for (let q = 0; q < line.length; q++) {
    const height = line[q]!
    if (height === Infinity) continue
    let start = -Infinity
    while (count > 0) {
      const p = apex[count - 1]!
      start = (height + q * q - (line[p]! + p * p)) / (2 * (q - p))
      if (start > from[count - 1]!) break
      count--
      start = -Infinity
    }
    apex[count] = q
    from[count] = start
    count++
    from[count] = Infinity
  }
  return count
}
