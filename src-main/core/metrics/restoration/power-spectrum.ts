/**
 * Radially averaged power spectrum of an image. The mean is subtracted, a Hann window (zero at the edges, as
 * numpy's) is laid over, and |F|² is divided by the sum of the squared window, so that white noise of variance
 * v has power v at every frequency. Rings are one frequency step of the shorter side wide, up to 0.5 cycles/px.
 */
import type { RealImage } from '../../images/types.ts'
import { transform, type Complex } from './fourier.ts'
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
  const scale = 1 / (squares(rows) * squares(columns))
  const half = Math.floor(width / 2) + 1
  const { re, im } = transformedRows({ shape, data }, rows, columns)
  const n = Math.min(height, width)
  const rings = Math.floor(n / 2)
  const sums = new Float64Array(rings + 1)
  const counts = new Float64Array(rings + 1)
  const column = { re: new Float64Array(height), im: new Float64Array(height) }
  for (let x = 0; x < half; x++) {
    for (let y = 0; y < height; y++) {
      column.re[y] = re[y * half + x]!
      column.im[y] = im[y * half + x]!
    }
    transform(column)
    const fx = (x * n) / width
    // the other half of a real image's transform is this one's mirror image
    const times = x === 0 || 2 * x === width ? 1 : 2
    for (let y = 0; y < height; y++) {
      const fy = (signed(y, height) * n) / height
      const ring = Math.floor(Math.sqrt(fy * fy + fx * fx) + 0.5)
      if (ring > rings) continue
      sums[ring]! += times * (column.re[y]! ** 2 + column.im[y]! ** 2) * scale
      counts[ring]! += times
    }
  }
  const places = Array.from({ length: rings }, (_, place) => place + 1)
  return {
    frequencies: places.map((ring) => ring / n),
    power: places.map((ring) => sums[ring]! / counts[ring]!),
    counts: places.map((ring) => counts[ring]!),
  }
}

/** Windowed rows, transformed two at a time as the real and the imaginary part of one; frequencies from 0 up only. */
function transformedRows(
  { shape, data }: RealImage,
  rows: Float64Array,
  columns: Float64Array,
): Complex {
  const [height = 0, width = 0] = shape
  const mean = meanOf(data)
  const half = Math.floor(width / 2) + 1
  const re = new Float64Array(height * half)
  const im = new Float64Array(height * half)
  const pair = { re: new Float64Array(width), im: new Float64Array(width) }
  for (let y = 0; y < height; y += 2) {
    const hasSecond = y + 1 < height
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      pair.re[x] = (data[i]! - mean) * rows[y]! * columns[x]!
      pair.im[x] = hasSecond ? (data[i + width]! - mean) * rows[y + 1]! * columns[x]! : 0
    }
    transform(pair)
    for (let x = 0; x < half; x++) {
      const mirror = (width - x) % width
      const at = y * half + x
      re[at] = (pair.re[x]! + pair.re[mirror]!) / 2
      im[at] = (pair.im[x]! - pair.im[mirror]!) / 2
      if (!hasSecond) continue
      re[at + half] = (pair.im[x]! + pair.im[mirror]!) / 2
      im[at + half] = (pair.re[mirror]! - pair.re[x]!) / 2
    }
  }
  return { re, im }
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
