/**
 * Radially averaged power spectrum of an image. The mean is subtracted, a Hann window (zero at the edges, as
 * numpy's) is laid over, and |F|² is divided by the sum of the squared window, so that white noise of variance
 * v has power v at every frequency. Rings are one frequency step of the shorter side wide, up to 0.5 cycles/px.
 */
import type { RealImage } from '../../images/types.ts'
import { transform2d } from './fourier.ts'
import { meanOf } from './pixel-moments.ts'

export interface RadialPower {
  /** Middles of the rings, cycles/px, ascending; without frequency 0. */
  readonly frequencies: readonly number[]
  /** Mean power per ring, squared gray values. */
  readonly power: readonly number[]
  /** Fourier pixels per ring. */
  readonly counts: readonly number[]
}

/** `[y, x]` with sides of at least 4 px and finite values. */
export function radialPowerSpectrum({ shape, data }: RealImage): RadialPower {
  const [height = 0, width = 0] = shape
  const [rows, columns] = [hann(height), hann(width)]
  const mean = meanOf(data)
  const windowed = Float64Array.from(
    data,
    (value, i) => (value - mean) * rows[Math.floor(i / width)]! * columns[i % width]!,
  )
  const scale = 1 / (squares(rows) * squares(columns))
  const { re, im } = transform2d(windowed, [height, width])
  const n = Math.min(height, width)
  const rings = Math.floor(n / 2)
  const sums = new Float64Array(rings + 1)
  const counts = new Float64Array(rings + 1)
  for (let y = 0; y < height; y++) {
    const fy = (signed(y, height) * n) / height
    for (let x = 0; x < width; x++) {
      const fx = (signed(x, width) * n) / width
      const ring = Math.floor(Math.sqrt(fy * fy + fx * fx) + 0.5)
      if (ring > rings) continue
      const i = y * width + x
      sums[ring]! += (re[i]! ** 2 + im[i]! ** 2) * scale
      counts[ring]!++
    }
  }
  const places = Array.from({ length: rings }, (_, place) => place + 1)
  return {
    frequencies: places.map((ring) => ring / n),
    power: places.map((ring) => sums[ring]! / counts[ring]!),
    counts: places.map((ring) => counts[ring]!),
  }
}

function hann(length: number): Float64Array {
  return Float64Array.from(
    { length },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (length - 1)),
  )
}

function squares(weights: Float64Array): number {
  return weights.reduce((sum, weight) => sum + weight * weight, 0)
}

function signed(index: number, length: number): number {
  return index < length / 2 ? index : index - length
}
