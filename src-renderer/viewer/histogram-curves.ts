/** Histograms of several planes over one axis of values. Bins differ from image to image, so heights are densities. Pure. */
import type { PlaneStatistics } from '../../src-main/contract/images.ts'
import type { PlotTable } from '../components/evidence/plot-shape.ts'
import { formatValue } from '../words/numbers.ts'
import type { AnalysisSource } from './analysis-sources.ts'
import type { Curve } from './curves.ts'

export interface MeasuredHistogram {
  readonly source: AnalysisSource
  readonly statistics: PlaneStatistics
}

export interface HistogramCurves {
  readonly curves: readonly Curve[]
  /** Name of the axis of heights. */
  readonly heights: string
  readonly table: PlotTable
}

interface Bin {
  readonly from: number
  readonly to: number
  readonly pixels: number
}

/** Whole values are counted one by one up to this many, and summed to bins of as many values as fit. */
const mostWholeValues = 65_536

/**
 * Bins with their edges. Of whole numbers a bin holds whole values, and not all bins as many: its edges lie
 * half way between them. A plane of one value has one bin.
 */
export function binsOf({ min, max, counts }: PlaneStatistics['histogram'], dtype: string): Bin[] {
  const whole = !dtype.startsWith('float') && max - min < mostWholeValues
  if (counts.length === 1) {
    const half = whole ? 0.5 : Math.abs(min) / 1000 || 0.5
    return [{ from: min - half, to: max + half, pixels: counts[0]! }]
  }
  const values = max - min + 1
  const edge = (place: number): number =>
    whole
      ? min - 0.5 + Math.ceil((place * values) / counts.length)
      : min + (place * (max - min)) / counts.length
  return counts.map((pixels, place) => ({ from: edge(place), to: edge(place + 1), pixels }))
}

/** Steps as curves: pixels per width of the widest bin, or shares of them where planes differ in size. */
export function histogramCurves(histograms: readonly MeasuredHistogram[]): HistogramCurves {
  const all = histograms
    .filter(({ statistics }) => statistics.finite > 0)
    .map(({ source, statistics }) => {
      const bins = binsOf(statistics.histogram, source.image.description.dtype)
      return { source, statistics, bins }
    })
  const widths = all.map(({ bins }) => (bins.at(-1)!.to - bins[0]!.from) / bins.length)
  const widest = Math.max(0, ...widths)
  const isShare = new Set(all.map(({ statistics }) => statistics.finite)).size > 1
  const per = widest === 1 ? 'gray value' : `${formatValue(widest, 3)} gray values`
  const curves = all.map(({ source: { id, name, look }, statistics, bins }) => {
    const scale = (widest * (isShare ? 100 : 1)) / (isShare ? statistics.finite : 1)
    const x: number[] = []
    const y: number[] = []
    for (const { from, to, pixels } of bins) {
      const height = (pixels / (to - from)) * scale
      x.push(from, to)
      y.push(height, height)
    }
    return { id, name, look, x, y }
  })
  return {
    curves,
    heights: `${isShare ? '% of pixels' : 'Pixels'} per ${per}`,
    table: {
      head: ['image', 'from', 'to', 'pixels'],
      rows: all.flatMap(({ source, bins }) =>
        bins.map(({ from, to, pixels }) => [source.name, from, to, pixels]),
      ),
    },
  }
}
