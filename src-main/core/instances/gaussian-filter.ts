/**
 * Gaussian smoothing, separable, as scipy.ndimage.gaussian_filter: borders mirrored with the edge pixel
 * repeated (mode `reflect`), kernel cut at 4 sigma and normalised. Float64 throughout.
 */
import type { RealImage } from '../images/types.ts'
import { mirroredIndex } from './mirrored-index.ts'

const truncateSigmas = 4

/** `sigmaPx` along every axis of `image`; 0 copies. NaN spreads to all pixels within the kernel. */
export function gaussianFilter(image: RealImage, sigmaPx: number): RealImage {
  let data = Float64Array.from(image.data)
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

function convolveAxis(
  data: Float64Array,
  side: number,
  stride: number,
  kernel: Float64Array,
): Float64Array<ArrayBuffer> {
  const radius = kernel.length - 1
  const result = new Float64Array(data.length)
  const line = new Float64Array(side + 2 * radius)
  const block = side * stride
  for (let base = 0; base < data.length; base += block) {
    for (let offset = 0; offset < stride; offset++) {
      const first = base + offset
      for (let i = 0; i < line.length; i++) {
        line[i] = data[first + mirroredIndex(i - radius, side) * stride]!
      }
      for (let i = 0; i < side; i++) {
        const centre = i + radius
        let sum = line[centre]! * kernel[0]!
        for (let k = 1; k <= radius; k++)
          sum += (line[centre - k]! + line[centre + k]!) * kernel[k]!
        result[first + i * stride] = sum
      }
    }
  }
  return result
}
