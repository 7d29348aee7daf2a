/** Weighted local means: sums over a sliding window along each axis, where the window fits. */

/** One axis of the window, an odd number of taps; separable, the same along every axis. */
export interface SsimWindow {
  readonly size: number
  /** Gaussian weights (sum 1); null for equal weights, summed by running sums. */
  readonly weights: Float64Array | null
}

export function uniformWindow(size: number): SsimWindow {
  return { size, weights: null }
}

/** Radius round(truncate · sigma), halves up, as scipy and scikit-image. */
export function gaussianWindow(sigma: number, truncate = 3.5): SsimWindow {
  const radius = Math.floor(truncate * sigma + 0.5)
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  )
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return { size: weights.length, weights: weights.map((weight) => weight / sum) }
}

/**
 * Local means of `source` along one axis: `outer` blocks of `length` rows of `inner` values become
 * `outer` blocks of length - size + 1 rows in `target`. Plain loops over contiguous memory.
 */
export function slide(
  source: Float64Array,
  target: Float64Array,
  [outer, length, inner]: readonly [outer: number, length: number, inner: number],
  window: SsimWindow,
): void {
  if (window.weights === null) slideUniform(source, target, outer, length, inner, window.size)
  else if (inner === 1) slideAlong(source, target, outer, length, window.weights)
  else slideAcross(source, target, outer, length, inner, window.weights)
}

function slideUniform(
  source: Float64Array,
  target: Float64Array,
  outer: number,
  length: number,
  inner: number,
  size: number,
): void {
  const kept = length - size + 1
  for (let block = 0; block < outer; block++) {
    const from = block * length * inner
    const to = block * kept * inner
    for (let i = 0; i < inner; i++) {
      let sum = 0
      for (let k = 0; k < size; k++) sum += source[from + k * inner + i]!
      target[to + i] = sum
    }
    // Every further sum from the one before it along the axis.
    const end = to + kept * inner
    for (let i = to + inner, leaving = from; i < end; i++, leaving++) {
      target[i] = target[i - inner]! + (source[leaving + size * inner]! - source[leaving]!)
    }
  }
  const values = outer * kept * inner
  for (let i = 0; i < values; i++) target[i] = target[i]! / size
}

/** Along the innermost axis: neighbours lie beside each other. */
function slideAlong(
  source: Float64Array,
  target: Float64Array,
  outer: number,
  length: number,
  weights: Float64Array,
): void {
  const kept = length - weights.length + 1
  for (let block = 0; block < outer; block++) {
    weigh(source, target, block * length, block * kept, kept, 1, weights)
  }
}

/** Across rows: the same place of neighbouring rows. */
function slideAcross(
  source: Float64Array,
  target: Float64Array,
  outer: number,
  length: number,
  inner: number,
  weights: Float64Array,
): void {
  const kept = length - weights.length + 1
  for (let block = 0; block < outer; block++) {
    for (let row = 0; row < kept; row++) {
      const from = (block * length + row) * inner
      weigh(source, target, from, (block * kept + row) * inner, inner, inner, weights)
    }
  }
}

/** `count` symmetric weighted sums of values `stride` apart; 11 taps, the usual case, unrolled. */
function weigh(
  source: Float64Array,
  target: Float64Array,
  from: number,
  to: number,
  count: number,
  stride: number,
  weights: Float64Array,
): void {
  const radius = (weights.length - 1) / 2
  if (radius !== 5) {
    for (let i = 0; i < count; i++) {
      const centre = from + i + radius * stride
      let sum = weights[radius]! * source[centre]!
      for (let k = 1; k <= radius; k++) {
        sum += weights[radius + k]! * (source[centre - k * stride]! + source[centre + k * stride]!)
      }
      target[to + i] = sum
    }
    return
  }
  const [w5, w4, w3, w2, w1, w0] = weights as unknown as readonly [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const [s2, s3, s4, s5] = [2 * stride, 3 * stride, 4 * stride, 5 * stride]
  for (let i = 0; i < count; i++) {
    const c = from + i + s5
    target[to + i] =
      w0 * source[c]! +
      w1 * (source[c - stride]! + source[c + stride]!) +
      w2 * (source[c - s2]! + source[c + s2]!) +
      w3 * (source[c - s3]! + source[c + s3]!) +
      w4 * (source[c - s4]! + source[c + s4]!) +
      w5 * (source[c - s5]! + source[c + s5]!)
  }
}
