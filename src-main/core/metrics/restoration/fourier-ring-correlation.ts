/**
 * Fourier ring correlation of two independent images of one sample: up to which frequency do they
 * agree? Mean subtracted, window, rings of one frequency step (rounded), n = shorter side.
 */
import type { RealImage } from '../../images/types.ts'
import { requireSameShape } from './image-pair.ts'
import { transform2d } from './fourier.ts'
import { meanOf } from './pixel-moments.ts'

export interface RingCorrelation {
  /** Correlation per ring q = 0 .. n/2; NaN where a ring is empty of signal. */
  readonly correlation: readonly number[]
  /** Fourier pixels per ring. */
  readonly counts: readonly number[]
  readonly shorterSide: number
}

export interface RingCrossing {
  /** Cycles per pixel. */
  readonly frequency: number
  readonly resolutionPx: number
}

/** 2D images `[y, x]` of one shape. */
export function fourierRingCorrelation(
  first: RealImage,
  second: RealImage,
  window: 'none' | 'hann' = 'hann',
): RingCorrelation {
  requireSameShape(first, second)
  const [height = 0, width = 0] = first.shape
  const a = transform2d(windowed(first, window), [height, width])
  const b = transform2d(windowed(second, window), [height, width])
  const n = Math.min(height, width)
  const rings = Math.floor(n / 2) + 1
  const counts = new Array<number>(rings).fill(0)
  const crossed = new Float64Array(rings)
  const powerA = new Float64Array(rings)
  const powerB = new Float64Array(rings)
  for (let y = 0; y < height; y++) {
    const fy = (signedFrequency(y, height) * n) / height
    for (let x = 0; x < width; x++) {
      const fx = (signedFrequency(x, width) * n) / width
      const ring = Math.floor(Math.sqrt(fy * fy + fx * fx) + 0.5)
      if (ring >= rings) continue
      const i = y * width + x
      counts[ring]!++
      crossed[ring]! += a.re[i]! * b.re[i]! + a.im[i]! * b.im[i]!
      powerA[ring]! += a.re[i]! ** 2 + a.im[i]! ** 2
      powerB[ring]! += b.re[i]! ** 2 + b.im[i]! ** 2
    }
  }
  const correlation = counts.map(
    (_, ring) => crossed[ring]! / Math.sqrt(powerA[ring]! * powerB[ring]!),
  )
  return { correlation, counts, shorterSide: n }
}

/** First ring from 1 on below the threshold, interpolated with the ring before; null if none. */
export function firstCrossing(
  { correlation, shorterSide }: RingCorrelation,
  threshold = 1 / 7,
): RingCrossing | null {
  const ring = correlation.findIndex((value, q) => q >= 1 && value < threshold)
  if (ring < 0) return null
  const before = correlation[ring - 1]!
  const drop = before - correlation[ring]!
  const share = ring > 1 && drop > 0 ? (before - threshold) / drop : 1
  const place = ring - 1 + share
  return { frequency: place / shorterSide, resolutionPx: shorterSide / place }
}

function windowed({ shape, data }: RealImage, window: 'none' | 'hann'): Float64Array {
  const [height = 0, width = 0] = shape
  const centre = meanOf(data)
  const rowWeights = weightsOf(height, window)
  const columnWeights = weightsOf(width, window)
  return Float64Array.from(
    data,
    (value, i) => (value - centre) * rowWeights[Math.floor(i / width)]! * columnWeights[i % width]!,
  )
}

/** Hann window as numpy's: zero at both ends. */
function weightsOf(length: number, window: 'none' | 'hann'): Float64Array {
  return Float64Array.from({ length }, (_, i) =>
    window === 'none' ? 1 : 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (length - 1)),
  )
}

function signedFrequency(index: number, length: number): number {
  return index < length / 2 ? index : index - length
}
