/**
 * Enlarges planes by interpolation: bilinear, or bicubic convolution (Keys, IEEE Trans ASSP 29:1153, 1981).
 * Pixels are squares: the centre of result pixel i lies at (i + 1/2) / factor - 1/2. Beyond the edge the edge
 * pixel is repeated; float64 throughout.
 */
import { TouchstoneError } from '../errors.ts'
import type { RealImage } from '../images/types.ts'

/** Weight of a pixel at a distance of less than 2. */
type Kernel = (distance: number) => number

export const bilinear: Kernel = (distance) => Math.max(0, 1 - distance)

/** -0.5 is Keys' own choice, exact for parabolas; -0.75 is that of OpenCV and PyTorch. */
export function bicubic(a: number): Kernel {
  return (d) => {
    if (d <= 1) return ((a + 2) * d - (a + 3)) * d * d + 1
    return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0
  }
}

/** 2 GB of results: more than an image pair to be compared will have. */
const mostPixels = 2 ** 28

/**
 * `factor`: a whole number of 1 or more; y and x grow by it, z stays.
 * Throws `file-too-large` where the result would have more than 2^28 pixels.
 */
export function upscale(image: RealImage, factor: number, kernel: Kernel): RealImage {
  const [width = 1, height = 1] = image.shape.toReversed()
  const planes = image.data.length / (width * height)
  const pixels = planes * height * factor * width * factor
  if (pixels > mostPixels) {
    throw new TouchstoneError(
      'file-too-large',
      `Enlarged ${factor} times, an image of ${image.shape.join(' x ')} pixels would have ${pixels}; at most ${mostPixels} fit into memory. Set a smaller factor.`,
      { pixels, limit: mostPixels },
    )
  }
  const columns = tapsOf(width, factor, kernel)
  const rows = tapsOf(height, factor, kernel)
  const wide = new Float64Array(planes * height * width * factor)
  for (let row = 0; row < planes * height; row++) {
    for (let x = 0; x < width * factor; x++) {
      let sum = 0
      for (let tap = 4 * x; tap < 4 * x + 4; tap++)
        sum += image.data[row * width + columns.places[tap]!]! * columns.weights[tap]!
      wide[row * width * factor + x] = sum
    }
  }
  const side = width * factor
  const data = new Float64Array(pixels)
  for (let row = 0; row < planes * height * factor; row++) {
    const plane = Math.floor(row / (height * factor))
    const y = row % (height * factor)
    for (let tap = 4 * y; tap < 4 * y + 4; tap++) {
      const from = (plane * height + rows.places[tap]!) * side
      const weight = rows.weights[tap]!
      for (let x = 0; x < side; x++)
        data[row * side + x] = data[row * side + x]! + wide[from + x]! * weight
    }
  }
  return { shape: [...image.shape.slice(0, -2), height * factor, side], data }
}

/** Four pixels of the source and their weights for every pixel of the result along one axis. */
function tapsOf(side: number, factor: number, kernel: Kernel) {
  const places = new Int32Array(4 * side * factor)
  const weights = new Float64Array(4 * side * factor)
  for (let at = 0; at < side * factor; at++) {
    const centre = (at + 0.5) / factor - 0.5
    const first = Math.floor(centre) - 1
    for (let tap = 0; tap < 4; tap++) {
      places[4 * at + tap] = Math.min(side - 1, Math.max(0, first + tap))
      weights[4 * at + tap] = kernel(Math.abs(centre - first - tap))
    }
  }
  return { places, weights }
}
