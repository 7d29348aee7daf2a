/** Small deterministic images; the expected values of the tests come from scikit-image 0.19.3 on the same ones. */
import type { RealImage } from '../../../../src-main/core/images/types.ts'

export function image(
  shape: readonly [height: number, width: number],
  pixel: (y: number, x: number) => number,
): RealImage {
  const [height, width] = shape
  const data = Float64Array.from({ length: height * width }, (_, i) =>
    pixel(Math.floor(i / width), i % width),
  )
  return { shape, data }
}

/** Whole numbers from 0 to 100. */
export function pattern(height: number, width: number, period: number): RealImage {
  return image([height, width], (y, x) => (y * 37 + x * 17 + ((x * y) % period)) % 101)
}

export const truth = pattern(24, 20, 13)

/** Truth with a bounded error, clipped to 0 .. 120. */
export const prediction = image([24, 20], (y, x) =>
  Math.min(120, Math.max(0, truth.data[y * 20 + x]! + ((y * 5 + x * 11) % 23) - 9)),
)

export const bigTruth = pattern(300, 260, 29)
export const bigPrediction = image(
  [300, 260],
  (y, x) => bigTruth.data[y * 260 + x]! + ((y * 5 + x * 3) % 31),
)

/** Twelve planes of 13 x 14. */
export function stacks(): { readonly truth: RealImage; readonly prediction: RealImage } {
  const planes = Array.from({ length: 12 }, (_, z) => pattern(13, 14, z + 5))
  const t = planes.flatMap(({ data }) => Array.from(data))
  const p = t.map((value, i) => {
    const [z, y, x] = [Math.floor(i / 182), Math.floor(i / 14) % 13, i % 14]
    return value + ((z * 3 + y * 7 + x * 2) % 9)
  })
  const shape = [12, 13, 14]
  return {
    truth: { shape, data: Float64Array.from(t) },
    prediction: { shape, data: Float64Array.from(p) },
  }
}

/** Interleaved channels `[y, x, c]`. */
export function interleave(...channels: readonly RealImage[]): RealImage {
  const [first] = channels
  const data = new Float64Array(first!.data.length * channels.length)
  channels.forEach((channel, c) => {
    channel.data.forEach((value, i) => (data[i * channels.length + c] = value))
  })
  return { shape: [...first!.shape, channels.length], data }
}

export function upsideDown({ shape, data }: RealImage): RealImage {
  const [height = 0, width = 0] = shape
  return image([height, width], (y, x) => data[(height - 1 - y) * width + x]!)
}
