/**
 * Fourier ring correlation of two independent images of one sample: up to which frequency do they
 * agree? Rings are one frequency step of the shorter side wide.
 */
import type { RealImage } from '../../images/types.ts'
import { transform2d } from './fourier.ts'
import { requireSameShape } from './image-pair.ts'
import { meanOf } from './pixel-moments.ts'

export interface RingCorrelation {
  /** Correlation per ring q = 0, 1, …; NaN where a ring is empty of signal. */
  readonly correlation: readonly number[]
  /** Fourier pixels per ring. */
  readonly counts: readonly number[]
  readonly shorterSide: number
}

export const frcWindows = ['hann', 'hamming', 'none'] as const
export type FrcWindow = (typeof frcWindows)[number]

interface RingRules {
  /** Weight of pixel i of a side of n. */
  readonly weight: (i: number, n: number) => number
  readonly subtractsMean: boolean
  /** Ring of a distance from the centre, in frequency steps. */
  readonly ringOf: (distance: number) => number
  /** Rings of a shorter side of n. */
  readonly rings: (n: number) => number
}

const weights: Readonly<Record<FrcWindow, (i: number, n: number) => number>> = {
  // as numpy's: zero at both ends
  hann: (i, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (n - 1)),
  hamming: (i, n) => 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (n - 1)),
  none: () => 1,
}

/** 2D images `[y, x]` of one shape: mean subtracted, rings q - 1/2 to q + 1/2, q up to half the shorter side. */
export function fourierRingCorrelation(
  first: RealImage,
  second: RealImage,
  window: FrcWindow = 'hann',
): RingCorrelation {
  return ringCorrelation(first, second, {
    weight: weights[window],
    subtractsMean: true,
    ringOf: (distance) => Math.floor(distance + 0.5),
    rings: (n) => Math.floor(n / 2) + 1,
  })
}

/** As miplib 1.0.5: means kept, root of a Hamming window, rings q to q + 1, absolute values. */
export function fourierRingCorrelationMiplib(first: RealImage, second: RealImage): RingCorrelation {
  const rings = ringCorrelation(first, second, {
    weight: (i, n) => Math.sqrt(weights.hamming(i, n)),
    subtractsMean: false,
    ringOf: Math.floor,
    rings: (n) => Math.floor(n / 2),
  })
  return { ...rings, correlation: rings.correlation.map(Math.abs) }
}

function ringCorrelation(first: RealImage, second: RealImage, rules: RingRules): RingCorrelation {
  requireSameShape(first, second)
  const [height = 0, width = 0] = first.shape
  const a = transform2d(windowed(first, rules), [height, width])
  const b = transform2d(windowed(second, rules), [height, width])
  const n = Math.min(height, width)
  const rings = rules.rings(n)
  const counts = new Array<number>(rings).fill(0)
  const crossed = new Float64Array(rings)
  const powerA = new Float64Array(rings)
  const powerB = new Float64Array(rings)
  for (let y = 0; y < height; y++) {
    const fy = (signedFrequency(y, height) * n) / height
    for (let x = 0; x < width; x++) {
      const fx = (signedFrequency(x, width) * n) / width
      const ring = rules.ringOf(Math.sqrt(fy * fy + fx * fx))
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

function windowed({ shape, data }: RealImage, { weight, subtractsMean }: RingRules): Float64Array {
  const [height = 0, width = 0] = shape
  const centre = subtractsMean ? meanOf(data) : 0
  const weightsOf = (length: number): Float64Array =>
    Float64Array.from({ length }, (_, i) => weight(i, length))
  const [rows, columns] = [weightsOf(height), weightsOf(width)]
  return Float64Array.from(
    data,
    (value, i) => (value - centre) * rows[Math.floor(i / width)]! * columns[i % width]!,
  )
}

function signedFrequency(index: number, length: number): number {
  return index < length / 2 ? index : index - length
}
