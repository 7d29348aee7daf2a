/** Power spectra as curves over one axis of frequencies, and where a tool's power leaves the truth's. Pure. */
import type { PowerSpectrum } from '../../src-main/contract/analysis.ts'
import type { PixelSizeUm } from '../../src-main/contract/words.ts'
import type { PlotTable } from '../components/evidence/plot-shape.ts'
import type { AnalysisSource } from './analysis-sources.ts'
import type { Size } from './camera.ts'
import type { Curve } from './curves.ts'

export interface MeasuredSpectrum {
  readonly source: AnalysisSource
  readonly spectrum: PowerSpectrum
}

/** Cycles per µm where a pixel is calibrated and square, else per pixel of the extent. */
export interface FrequencyUnit {
  readonly unit: 'cycles/µm' | 'cycles/px'
  /** Of one pixel of the extent, in µm or px. */
  readonly pixel: number
}

export function frequencyUnit(pixelSizeUm: PixelSizeUm | 'uncalibrated'): FrequencyUnit {
  const isSquare =
    pixelSizeUm !== 'uncalibrated' && Math.abs(pixelSizeUm.x / pixelSizeUm.y - 1) < 1e-6
  return isSquare ? { unit: 'cycles/µm', pixel: pixelSizeUm.x } : { unit: 'cycles/px', pixel: 1 }
}

/** `samePower`: each divided by its own total, so that brightness and contrast drop out. */
export function spectrumCurves(
  spectra: readonly MeasuredSpectrum[],
  extent: Size,
  { unit, samePower }: { readonly unit: FrequencyUnit; readonly samePower: boolean },
): Curve[] {
  return spectra.map(({ source: { id, name, look, image }, spectrum }) => {
    // an image of half the pixels over the same extent has pixels twice as large
    const perPixel = image.description.size.width / extent.width / unit.pixel
    const total = spectrum.power.reduce((sum, power, i) => sum + power * spectrum.counts[i]!, 0)
    const scale = samePower && total > 0 ? 1 / total : 1
    return {
      ...{ id, name, look },
      x: spectrum.frequencies.map((frequency) => frequency * perPixel),
      y: spectrum.power.map((power) => (power > 0 ? power * scale : null)),
    }
  })
}

export interface PowerRange {
  readonly from: number
  /** Null: to the highest frequency. */
  readonly to: number | null
}

export interface PowerAgainstTruth {
  /** Where the power is below half of the truth's for the first time; null: nowhere. */
  readonly below: PowerRange | null
  /** Where it is more than twice the truth's. */
  readonly above: PowerRange | null
  /** Whether what is below begins at the lowest frequency. */
  readonly isFaint: boolean
}

/** Rings that are averaged on either side, and that must agree before a range counts. */
const around = 1
const leastRings = 3

/** Null where the truth has no power. Each ring with its neighbours, so that one noisy ring is no finding. */
export function againstTruth(truth: Curve, tool: Curve): PowerAgainstTruth | null {
  const own = truth.x.map((frequency) => interpolated(tool, frequency))
  const ratios: { readonly frequency: number; readonly ratio: number }[] = []
  for (const [ring, frequency] of truth.x.entries()) {
    let [expected, found, rings] = [0, 0, 0]
    for (let i = Math.max(0, ring - around); i <= ring + around && i < truth.x.length; i++) {
      const value = own[i]
      if (value === undefined || value === null) continue
      expected += truth.y[i] ?? 0
      found += value
      rings++
    }
    if (rings > 0 && expected > 0) ratios.push({ frequency, ratio: found / expected })
  }
  if (ratios.length === 0) return null
  const range = (is: (ratio: number) => boolean): (PowerRange & { first: number }) | null => {
    for (let first = 0; first < ratios.length; first++) {
      let end = first
      while (end < ratios.length && is(ratios[end]!.ratio)) end++
      const isEnough = end - first >= leastRings || (end === ratios.length && end > first)
      if (isEnough)
        return { first, from: ratios[first]!.frequency, to: ratios[end]?.frequency ?? null }
      first = end
    }
    return null
  }
  const plain = (found: PowerRange | null): PowerRange | null =>
    found && { from: found.from, to: found.to }
  const below = range((ratio) => ratio < 0.5)
  return {
    below: plain(below),
    above: plain(range((ratio) => ratio > 2)),
    isFaint: below?.first === 0,
  }
}

/** Power of a tool at a frequency; 0 where a ring is empty; null beyond its highest frequency. */
function interpolated({ x, y }: Curve, at: number): number | null {
  if (x.length === 0 || at > x.at(-1)! * (1 + 1e-9)) return null
  const next = x.findIndex((frequency) => frequency >= at * (1 - 1e-9))
  const high = y[next] ?? 0
  if (next <= 0) return high
  const [a, b] = [x[next - 1]!, x[next]!]
  const low = y[next - 1] ?? 0
  return low + ((high - low) * (at - a)) / (b - a)
}

export function spectrumTable(
  spectra: readonly MeasuredSpectrum[],
  curves: readonly Curve[],
  { unit }: FrequencyUnit,
): PlotTable {
  return {
    head: ['image', unit, 'power', 'Fourier pixels'],
    rows: curves.flatMap((curve, at) =>
      curve.x.map((frequency, ring) => [
        curve.name,
        frequency,
        curve.y[ring] ?? 0,
        spectra[at]!.spectrum.counts[ring] ?? 0,
      ]),
    ),
  }
}
