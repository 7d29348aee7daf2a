/** A metric against the threshold or the gate that stands in its id, such as `f1@0.5` to `f1@0.95`. */
import * as Plot from '../plots/grammar.ts'
import type { ComparedTool, Comparison } from '../../../src-main/contract/comparison.ts'
import { finite } from '../../words/numbers.ts'
import { legendBelow, looksOf, plotted, type EvidencePlot } from './plot-shape.ts'

export interface CurvePoint {
  readonly tool: string
  readonly at: number
  readonly mean: number
  readonly lower: number
  readonly upper: number
  readonly n: number
}

const families = [
  { family: 'f1', words: 'F1', axis: 'IoU threshold', what: 'IoU threshold' },
  {
    family: 'critical-success-index',
    words: 'TP / (TP + FP + FN)',
    axis: 'IoU threshold',
    what: 'IoU threshold',
  },
  { family: 'f1-points', words: 'F1', axis: 'Gate', what: 'gate' },
] as const

export function curveOf(comparison: Comparison, family: string): CurvePoint[] {
  return comparison.tools.flatMap(({ key }) =>
    comparison.metrics.flatMap(({ tuple }) => {
      const [, own, at] = /^([a-z0-9-]+)@(\d+(?:\.\d+)?)$/.exec(tuple.id) ?? []
      const estimate = comparison.estimates[key]?.[tuple.id]
      const mean = finite(estimate?.mean)
      if (own !== family || !estimate || mean === null) return []
      const lower = finite(estimate.lower) ?? mean
      const upper = finite(estimate.upper) ?? mean
      return [{ tool: key, at: Number(at), mean, lower, upper, n: estimate.n }]
    }),
  )
}

/** One plot per family with at least three thresholds. */
export function thresholdPlots(
  comparison: Comparison,
  tools: readonly ComparedTool[],
): EvidencePlot[] {
  const looks = looksOf(tools)
  return families.flatMap(({ family, words, axis, what }) => {
    const points = curveOf(comparison, family)
      .flatMap((point) => {
        const look = looks.get(point.tool)
        return look ? [{ ...point, ...look }] : []
      })
      .sort((a, b) => a.at - b.at)
    if (new Set(points.map(({ at }) => at)).size < 3) return []
    const plot: EvidencePlot = {
      id: `curve-${family}`,
      title: `${words} against the ${what}`,
      caption: `Mean over ${comparison.dataset.unit}s with its ${Math.round((1 - comparison.alpha) * 100)} % interval at every ${what}; a tool whose curve falls late outlines well what it finds.`,
      table: {
        head: ['Tool', axis, words, 'from', 'to', 'n'],
        rows: points.map(({ full, at, mean, lower, upper, n }) => [
          full,
          at,
          mean,
          lower,
          upper,
          n,
        ]),
      },
      draw: (width) => {
        const legend = legendBelow(looks, Math.min(width, 720))
        return plotted({
          width: Math.min(width, 720),
          height: 320 + legend.height,
          marginBottom: 48 + legend.height,
          marginLeft: 48,
          x: { label: axis },
          y: {
            label: `${words}, higher is better`,
            grid: true,
            domain: [0, 1],
          },
          marks: [
            Plot.areaY(points, {
              x: 'at',
              y1: 'lower',
              y2: 'upper',
              z: 'tool',
              fill: 'color',
              fillOpacity: 0.14,
            }),
            Plot.lineY(points, {
              x: 'at',
              y: 'mean',
              z: 'tool',
              stroke: 'color',
              strokeWidth: 1.5,
            }),
            Plot.dot(points, { x: 'at', y: 'mean', symbol: 'symbol', fill: 'color', r: 3.5 }),
            ...legend.marks,
          ],
        })
      },
    }
    return [plot]
  })
}
