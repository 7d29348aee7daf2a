/** Risk against coverage: how many answers are wrong among those of which a tool is surest. */
import * as Plot from '../plots/grammar.ts'
import type { ComparedTool } from '../../../src-main/contract/comparison.ts'
import type { Evidence } from '../../../src-main/contract/evidence.ts'
import { legendBelow, looksOf, plotted, type EvidencePlot } from './plot-shape.ts'

/** Null where no tool gave probabilities. */
export function riskPlot(
  tools: readonly ComparedTool[],
  curves: Evidence['riskCoverage'],
): EvidencePlot | null {
  const looks = looksOf(tools)
  const shown = curves.flatMap((curve) => {
    const look = looks.get(curve.tool)
    return look ? [{ ...curve, ...look }] : []
  })
  if (shown.length === 0) return null
  const points = shown.flatMap(({ points: own, tool, full, color, symbol }) =>
    own.map((point) => ({ ...point, tool, full, color, symbol })),
  )
  return {
    id: 'risk-coverage',
    title: 'Does a tool know when it is wrong',
    caption:
      'Share of wrong answers among the images of which the tool is surest, against the share of images that these are; a tool that knows its errors stays low for long. Ties are accepted together.',
    table: {
      head: ['Tool', 'Mean risk', 'Best order', 'No order'],
      rows: shown.map(({ full, area, bestArea, chanceArea }) => [full, area, bestArea, chanceArea]),
    },
    points: {
      head: ['Tool', 'Coverage', 'Risk'],
      rows: points.map(({ full, coverage, risk }) => [full, coverage, risk]),
    },
    draw: (width) => {
      const wide = Math.min(width, 620)
      const legend = legendBelow(looks, wide)
      return plotted({
        width: wide,
        height: 320 + legend.height,
        marginBottom: 48 + legend.height,
        marginLeft: 52,
        x: { label: 'Share of images accepted', domain: [0, 1] },
        y: {
          label: 'Share wrong among them, lower is better',
          grid: true,
          domain: [0, 1],
        },
        marks: [
          Plot.lineY(points, { x: 'coverage', y: 'risk', z: 'tool', stroke: 'color' }),
          Plot.dot(points, {
            x: 'coverage',
            y: 'risk',
            symbol: 'symbol',
            fill: 'color',
            fillOpacity: 0.7,
            r: 2.5,
          }),
          ...legend.marks,
        ],
      })
    },
  }
}
