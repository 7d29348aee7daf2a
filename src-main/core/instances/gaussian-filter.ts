/**
 * Gaussian smoothing, separable, as scipy.ndimage.gaussian_filter: borders mirrored with the edge pixel
 * repeated (mode `reflect`), kernel cut at 4 sigma and normalised. Float64 throughout.
 */
import type { RealImage } from '../images/types.ts'
import { mirroredIndex } from './mirrored-index.ts'

const truncateSigmas = 4

/** `sigmaPx` along every axis of `image`; 0 copies. NaN spreads to all pixels within the kernel. */
export function gaussianFilter(image: RealImage, sigmaPx: number): RealImage {
  let data = new Float64Array(image.data)
  if (sigmaPx > 0) {
    const kernel = gaussianKernel(sigmaPx)
    let stride = data.length
    for (const side of image.shape) {
      stride /= side
      data = convolveAxis(data, side, stride, kernel)
    }
  }
  return { shape: image.shape, data }
}

/** Weights at distance 0, 1, ... radius; the two-sided sum is 1. */
function gaussianKernel(sigmaPx: number): Float64Array {
  const radius = Math.floor(truncateSigmas * sigmaPx + 0.5)
  const weights = Float64Array.from({ length: radius + 1 }, (_, distance) =>
    Math.exp((-0.5 * distance * distance) / (sigmaPx * sigmaPx)),
  )
  const sum = weights.reduce((total, weight, distance) => total + weight * (distance ? 2 : 1), 0)
  return weights.map((weight) => weight / sum)
}

/** Whole rows at a time across rows; `stride` values of the array make one step along the axis. */
function convolveAxis(
  data: Float64Array,
  side: number,
  stride: number,
  kernel: Float64Array,
): Float64Array<ArrayBuffer> {
  const result = new Float64Array(data.length)
  if (stride === 1) convolveRows(data, result, side, kernel)
  else
    for (let block = 0; block < data.length; block += side * stride)
      convolveAcross(data, result, [block, side, stride], kernel)
  return result
}

function convolveRows(
  data: Float64Array,
  result: Float64Array,
  side: number,
  kernel: Float64Array,
): void {
  const radius = kernel.length - 1
  const line = new Float64Array(side + 2 * radius)
  const before = Int32Array.from(kernel, (_, k) => radius - k)
  const after = Int32Array.from(kernel, (_, k) => radius + k)
  for (let row = 0; row < data.length; row += side) {
    for (let i = 0; i < radius; i++) {
      line[i] = data[row + mirroredIndex(i - radius, side)]!
      line[radius + side + i] = data[row + mirroredIndex(side + i, side)]!
    }
    line.set(data.subarray(row, row + side), radius)
    weigh(line, { before, after, kernel }, result, [row, side])
  }
}

/** Values that stay in the nearest cache while all taps are added to them. */
const stretch = 1024

function convolveAcross(
  data: Float64Array,
  result: Float64Array,
  [block, side, stride]: readonly [block: number, side: number, stride: number],
  kernel: Float64Array,
): void {
  const before = new Int32Array(kernel.length)
  const after = new Int32Array(kernel.length)
  for (let begin = block; begin < block + stride; begin += stretch) {
    const count = Math.min(stretch, block + stride - begin)
    for (let place = 0; place < side; place++) {
      for (let k = 0; k < kernel.length; k++) {
        before[k] = begin + mirroredIndex(place - k, side) * stride
        after[k] = begin + mirroredIndex(place + k, side) * stride
      }
      weigh(data, { before, after, kernel }, result, [begin + place * stride, count])
    }
  }
}

/** Where the first of the sums finds the values at each distance on either side, and their weights. */
interface Taps {
  readonly before: Int32Array
  readonly after: Int32Array
  readonly kernel: Float64Array
}

/** `count` weighted sums side by side, nearest taps first; four taps to a loop, which reads and writes less. */
function weigh(
  source: Float64Array,
  { before, after, kernel }: Taps,
  target: Float64Array,
  [to, count]: readonly [to: number, count: number],
): void {
  const centre = before[0]!
  const weight = kernel[0]!
  for (let i = 0; i < count; i++) target[to + i] = source[centre + i]! * weight
  let k = 1
  for (; k + 3 < kernel.length; k += 4) {
    const [a0, b0, w0] = [before[k]!, after[k]!, kernel[k]!]
    const [a1, b1, w1] = [before[k + 1]!, after[k + 1]!, kernel[k + 1]!]
    const [a2, b2, w2] = [before[k + 2]!, after[k + 2]!, kernel[k + 2]!]
    const [a3, b3, w3] = [before[k + 3]!, after[k + 3]!, kernel[k + 3]!]
    for (let i = 0; i < count; i++) {
      target[to + i] =
        target[to + i]! +
        (source[a0 + i]! + source[b0 + i]!) * w0 +
        (source[a1 + i]! + source[b1 + i]!) * w1 +
        (source[a2 + i]! + source[b2 + i]!) * w2 +
        (source[a3 + i]! + source[b3 + i]!) * w3
    }
  }
  for (; k < kernel.length; k++) {
    const [a, b, w] = [before[k]!, after[k]!, kernel[k]!]
    for (let i = 0; i < count; i++)
      target[to + i] = target[to + i]! + (source[a + i]! + source[b + i]!) * w
  }
}
