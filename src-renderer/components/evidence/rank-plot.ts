/** How sure the order is: how often each tool had each rank when the samples were drawn again. */
import * as Plot from '../plots/grammar.ts'
import type { ComparedTool, Comparison } from '../../../src-main/contract/comparison.ts'
import { looksOf, plotted, type EvidencePlot } from './plot-shape.ts'

export const schemeWords = {
  'mean-then-rank': 'mean, then rank',
  'rank-then-mean': 'rank in each case, then mean',
  'test-then-rank': 'number of significant wins',
} as const

/** Null where the ranks were not drawn again. */
export function rankPlot(
  comparison: Comparison,
  tools: readonly ComparedTool[],
): EvidencePlot | null {
  const bootstrap = comparison.stability?.bootstrap
  if (!bootstrap) return null
  const looks = looksOf(tools)
  const blobs = Object.entries(bootstrap.tools).flatMap(([key, { shares }]) =>
    shares.flatMap((share, index) => {
      const look = looks.get(key)
      return share > 0 && look
        ? [{ tool: look.name, color: look.color, rank: index + 1, share }]
        : []
    }),
  )
  const spans = Object.entries(bootstrap.tools).flatMap(([key, span]) => {
    const look = looks.get(key)
    return look ? [{ tool: look.name, full: look.full, color: look.color, ...span }] : []
  })
  const count = spans.length
  return {
    id: 'ranks',
    title: 'How often each tool had which rank',
    caption: `Area: share of ${bootstrap.draws} draws of the ${comparison.dataset.unit}s in which the tool had the rank (${schemeWords[bootstrap.scheme]}); cross: median rank; line: 95 % of the draws. Seed ${bootstrap.seed}.`,
    table: {
      head: [
        'Tool',
        'Median rank',
        '95 % from',
        'to',
        ...Array.from({ length: count }, (_, i) => `Rank ${i + 1}`),
      ],
      rows: spans.map(({ full, median, lower, upper, shares }) => [
        full,
        median,
        lower,
        upper,
        ...shares.map((share) => Math.round(share * 1000) / 1000),
      ]),
    },
    draw: (width) =>
      plotted({
        width: Math.min(width, 220 + 90 * count),
        height: 90 + 44 * count,
        marginLeft: 160,
        y: {
          type: 'point',
          domain: spans.map(({ tool }) => tool),
          label: null,
          tickSize: 0,
          padding: 0.6,
        },
        x: {
          type: 'linear',
          domain: [0.5, count + 0.5],
          ticks: count,
          tickFormat: 'd',
          label: 'Rank, 1 is best',
          grid: true,
        },
        r: { range: [0, 18], domain: [0, 1] },
        marks: [
          Plot.dot(blobs, { y: 'tool', x: 'rank', r: 'share', fill: 'color', fillOpacity: 0.35 }),
          Plot.ruleY(spans, {
            y: 'tool',
            x1: 'lower',
            x2: 'upper',
            stroke: 'color',
            strokeWidth: 1.5,
          }),
          Plot.dot(spans, {
            y: 'tool',
            x: 'median',
            r: 4,
            symbol: 'times',
            stroke: 'var(--ink)',
            strokeWidth: 1.8,
          }),
        ],
      }),
  }
}
