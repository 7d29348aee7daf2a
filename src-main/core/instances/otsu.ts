/**
 * Otsu's threshold (IEEE Trans. SMC 9:62, 1979): the grey value that maximises the variance between the
 * two classes. Binning, bin centres and ties follow scikit-image 0.19 `threshold_otsu`.
 */
import { TouchstoneError } from '../errors.ts'

/** Integer images with a wider range than this are binned like real ones. */
const widestIntegerRange = 65_536
const realBins = 256

interface Histogram {
  readonly counts: Float64Array
  readonly centres: Float64Array
}

/**
 * Foreground is what lies above the returned value. Integer images have one bin for each value from
 * minimum to maximum, real ones 256 bins of equal width. A constant image returns its value.
 */
export function otsuThreshold(data: ArrayLike<number>, values: 'integer' | 'real'): number {
  const { min, max } = finiteRange(data)
  if (min === max) return min
  const histogram =
    values === 'integer' && max - min < widestIntegerRange
      ? integerHistogram(data, min, max)
      : realHistogram(data, min, max)
  return bestSplit(histogram)
}

function finiteRange(data: ArrayLike<number>): { min: number; max: number } {
  let min = Infinity
  let max = -Infinity
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!
    if (!Number.isFinite(value)) {
      throw new TouchstoneError(
        'image-not-finite',
        `Otsu's threshold needs finite pixel values, but pixel ${i} is ${value}.`,
      )
    }
    if (value < min) min = value
    if (value > max) max = value
  }
  return { min, max }
}

function integerHistogram(data: ArrayLike<number>, min: number, max: number): Histogram {
  const counts = new Float64Array(max - min + 1)
  for (let i = 0; i < data.length; i++) counts[data[i]! - min]!++
  return { counts, centres: Float64Array.from(counts, (_, index) => min + index) }
}

/** As numpy's `histogram`: bins are half open, the last one closed; edges decide, not the quotient. */
function realHistogram(data: ArrayLike<number>, min: number, max: number): Histogram {
  const step = (max - min) / realBins
  const edges = Float64Array.from({ length: realBins + 1 }, (_, index) => index * step + min)
  edges[realBins] = max
  const counts = new Float64Array(realBins)
  const scale = realBins / (max - min)
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!
    let bin = Math.min(realBins - 1, Math.floor((value - min) * scale))
    if (value < edges[bin]!) bin--
    else if (value >= edges[bin + 1]! && bin !== realBins - 1) bin++
    counts[bin]!++
  }
  return { counts, centres: counts.map((_, bin) => (edges[bin]! + edges[bin + 1]!) / 2) }
}

function bestSplit({ counts, centres }: Histogram): number {
  const last = counts.length - 1
  const weightAbove = new Float64Array(counts.length)
  const sumAbove = new Float64Array(counts.length)
  for (let bin = last, weight = 0, sum = 0; bin >= 0; bin--) {
    weight += counts[bin]!
    sum += counts[bin]! * centres[bin]!
    weightAbove[bin] = weight
    sumAbove[bin] = sum
  }
  let best = 0
  let bestVariance = -Infinity
  for (let bin = 0, weight = 0, sum = 0; bin < last; bin++) {
    weight += counts[bin]!
    sum += counts[bin]! * centres[bin]!
    const gap = sum / weight - sumAbove[bin + 1]! / weightAbove[bin + 1]!
    const variance = weight * weightAbove[bin + 1]! * gap * gap
    if (variance > bestVariance) {
      bestVariance = variance
      best = bin
    }
  }
  return centres[best]!
}
