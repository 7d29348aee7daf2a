/** How alike the order stays when the samples are drawn again: Kendall's tau of each draw's ranking to the whole. */
import * as Plot from '../plots/grammar.ts'
import type { Comparison } from '../../../src-main/contract/comparison.ts'
import { plotted, type EvidencePlot } from './plot-shape.ts'

/** Null where the ranks were not drawn again, and with fewer than three tools: then tau is 1 or -1. */
export function tauPlot(comparison: Comparison): EvidencePlot | null {
  const bootstrap = comparison.stability?.bootstrap
  if (!bootstrap || Object.keys(bootstrap.tools).length < 3) return null
  const { tauCounts, medianTau, draws, seed } = bootstrap
  const width = 2 / tauCounts.length
  const bins = tauCounts.map((count, at) => ({
    from: -1 + at * width,
    to: -1 + (at + 1) * width,
    share: count / Math.max(1, draws),
    count,
  }))
  const median = medianTau === null ? 'undefined' : medianTau.toFixed(2)
  return {
    id: 'kendall-tau',
    title: 'How far the order holds',
    caption: `Kendall’s τ between the ranking of each of ${draws} draws of the ${comparison.dataset.unit}s and that of all of them: 1 is the same order, 0 none, −1 the reverse. Median ${median}. Seed ${seed}.`,
    table: {
      head: ['τ from', 'to', 'Draws'],
      rows: bins.map(({ from, to, count }) => [
        Number(from.toFixed(2)),
        Number(to.toFixed(2)),
        count,
      ]),
    },
    draw: (wide) =>
      plotted({
        width: Math.min(wide, 520),
        height: 240,
        marginLeft: 52,
        x: { label: 'Kendall’s τ to the order of all', domain: [-1, 1] },
        y: { label: 'Share of draws', grid: true, domain: [0, 1] },
        marks: [
          Plot.rectY(bins, { x1: 'from', x2: 'to', y: 'share', fill: 'var(--accent)', inset: 0.5 }),
          ...(medianTau === null
            ? []
            : [Plot.ruleX([medianTau], { stroke: 'var(--ink)', strokeWidth: 1.5 })]),
          Plot.ruleY([0], { stroke: 'var(--control-line)' }),
        ],
      }),
  }
}
