/**
 * Decorrelation analysis (Descloux, Grussmayer & Radenovic, Nat. Methods 2019, 10.1038/s41592-019-0515-7): the
 * highest frequency at which an image still holds more than noise. No truth is needed, and no second image.
 */
import type { RealImage } from '../../images/types.ts'
import { transform2d } from './fourier.ts'
import { meanOf } from './pixel-moments.ts'

const edgePx = 20
const radii = 50
const highPasses = 10
const refinements = 2
/** Weakest high-pass: hardly a pixel wide. */
const smallestSigma = 0.15
/** A peak is one whose curve falls again by so much, and that is so high. */
const leastFall = 0.0005
const leastHeight = 0.05
/** Frequencies are pooled by their distance from 0: a filter is the same for all of one bin. */
const bins = 4096

interface RadialProfile {
  /** Per bin of the distance from 0 (0) to the Nyquist frequency (1). */
  readonly magnitudes: Float64Array
  readonly energies: Float64Array
  readonly counts: Float64Array
}

interface Peak {
  /** 0 to 1, in Nyquist frequencies. */
  readonly frequency: number
  readonly height: number
}

/**
 * Cut-off k_c as a share of the Nyquist frequency, of an image `[y, x]`; the resolution is 2 / k_c pixels. Null where no
 * curve has a peak, as for noise alone. The image is cropped to odd sides, its edges fade over 20 pixels, and the
 * largest peak counts over 10 high-passes whose choice is refined twice.
 */
export function decorrelationCutOff(image: RealImage): number | null {
  const profile = radialProfile(oddCrop(image))
  const whole = { from: 0, to: 1 }
  const first = peakOf(profile, null, whole)
  const peaks = first.height >= leastHeight ? [first] : []
  const longest = Math.min(...image.shape) / 4
  let sigmas = logarithmic(
    first.frequency > 0 ? Math.min(longest, 2 / first.frequency) : longest,
    smallestSigma,
  )
  let range = whole
  for (let round = 0; round <= refinements; round++) {
    const found = sigmas.map((sigma) => peakOf(profile, sigma, range))
    peaks.push(...found.filter(({ height }) => height >= leastHeight))
    const best = indexOfFarthest(found)
    if (best < 0) break
    const step = (range.to - range.from) / (radii - 1)
    const at = found[best]!.frequency
    range = { from: Math.max(0, at - 2 * step), to: Math.min(1, at + 0.4) }
    const [wide, narrow] = [
      sigmas[Math.max(0, best - 1)]!,
      sigmas[Math.min(sigmas.length - 1, best + 1)]!,
    ]
    sigmas = logarithmic(wide, narrow)
  }
  const cutOff = Math.max(0, ...peaks.map(({ frequency }) => frequency))
  return cutOff > 0 ? cutOff : null
}

function oddCrop({ shape, data }: RealImage): RealImage {
  const [height = 1, width = 1] = shape
  const [rows, columns] = [height - ((height + 1) % 2), width - ((width + 1) % 2)]
  const mean = meanOf(data)
  const cropped = new Float64Array(rows * columns)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      cropped[y * columns + x] = (data[y * width + x]! - mean) * fade(y, rows) * fade(x, columns)
  return { shape: [rows, columns], data: cropped }
}

function fade(index: number, length: number): number {
  const fromEdge = Math.min(index, length - 1 - index)
  const edge = Math.min(edgePx, length / 2)
  return fromEdge >= edge ? 1 : Math.sin((Math.PI * fromEdge) / (2 * edge))
}

/** Magnitudes of all frequencies but 0 within the Nyquist circle. */
function radialProfile({ shape, data }: RealImage): RadialProfile {
  const [height = 1, width = 1] = shape
  const { re, im } = transform2d(data, [height, width])
  const magnitudes = new Float64Array(bins)
  const energies = new Float64Array(bins)
  const counts = new Float64Array(bins)
  const halves = [Math.max(1, (height - 1) / 2), Math.max(1, (width - 1) / 2)] as const
  for (let y = 0; y < height; y++) {
    const fy = Math.min(y, height - y) / halves[0]
    for (let x = 0; x < width; x++) {
      const fx = Math.min(x, width - x) / halves[1]
      const radius = Math.sqrt(fy * fy + fx * fx)
      if (radius >= 1 || radius === 0) continue
      const bin = Math.floor(radius * bins)
      const energy = re[y * width + x]! ** 2 + im[y * width + x]! ** 2
      magnitudes[bin]! += Math.sqrt(energy)
      energies[bin]! += energy
      counts[bin]!++
    }
  }
  return { magnitudes, energies, counts }
}

/**
 * d(r) = Σ|I| / (√Σ_all|I|² √N) over frequencies below r, the correlation of the filtered transform with its own
 * phases; its largest peak that is followed by a fall.
 */
function peakOf(
  profile: RadialProfile,
  sigma: number | null,
  { from, to }: { readonly from: number; readonly to: number },
): Peak {
  // 1 - transform of the Gaussian that is taken away
  const passes = (bin: number): number =>
    sigma === null ? 1 : 1 - Math.exp(-((Math.PI * sigma * ((bin + 0.5) / bins)) ** 2) / 2)
  let all = 0
  for (let bin = 0; bin < bins; bin++) all += passes(bin) ** 2 * profile.energies[bin]!
  const curve: Peak[] = []
  let [magnitude, count, bin] = [0, 0, 0]
  for (let k = 0; k < radii; k++) {
    const frequency = from + ((to - from) * k) / (radii - 1)
    for (; bin < Math.min(bins, frequency * bins); bin++) {
      magnitude += passes(bin) * profile.magnitudes[bin]!
      count += profile.counts[bin]!
    }
    const height = count > 0 && all > 0 ? magnitude / Math.sqrt(all * count) : 0
    curve.push({ frequency, height })
  }
  return lastingPeak(curve)
}

function lastingPeak(curve: readonly Peak[]): Peak {
  let best: Peak = { frequency: 0, height: 0 }
  let lowestAfter = Infinity
  for (const point of [...curve].reverse()) {
    if (point.height - lowestAfter > leastFall && point.height > best.height) best = point
    lowestAfter = Math.min(lowestAfter, point.height)
  }
  return best
}

function indexOfFarthest(peaks: readonly Peak[]): number {
  let best = -1
  for (const [i, { frequency, height }] of peaks.entries())
    if (height >= leastHeight && frequency > (peaks[best]?.frequency ?? 0)) best = i
  return best
}

function logarithmic(from: number, to: number): number[] {
  return Array.from(
    { length: highPasses },
    (_, i) => from * Math.exp((Math.log(to / from) * i) / (highPasses - 1)),
  )
}
