/** One line per case over the tools in the order of their rank there: who wins how often. */
import * as Plot from '../plots/grammar.ts'
import type { ComparedTool, Comparison } from '../../../src-main/contract/comparison.ts'
import { comparable, finite } from '../../words/numbers.ts'
import { directionWords } from '../../words/states.ts'
import { legendBelow, looksOf, plotted, type EvidencePlot } from './plot-shape.ts'

export interface Placed {
  readonly case: string
  readonly tool: string
  /** 1 is best; ties share the mean rank. */
  readonly rank: number
  readonly value: number
}

/** Cases in which every ranked tool has a value. */
export function placesOf(comparison: Comparison, tools: readonly ComparedTool[]): Placed[] {
  const { headline, metrics, cases } = comparison
  const direction = metrics.find(({ tuple }) => tuple.id === headline)?.definition.direction
  const ranked = tools.filter(({ role }) => role === 'tool')
  const loss = (value: number): number =>
    direction === 'higher' ? -value : direction === 'lower' ? value : Math.abs(value)
  return cases.flatMap((entry) => {
    const values = ranked.flatMap(({ key }) => {
      const score = entry.scores[key]?.[headline]
      const value = score && 'value' in score ? finite(score.value) : null
      return value === null ? [] : [{ tool: key, value }]
    })
    if (values.length < ranked.length) return []
    return values.map(({ tool, value }) => {
      const own = comparable(loss(value))
      const better = values.filter((other) => loss(other.value) < own).length
      const equal = values.filter((other) => loss(other.value) === own).length
      return { case: entry.id, tool, value, rank: better + (equal + 1) / 2 }
    })
  })
}

/** Null with fewer than two tools, or without a case that all have. */
export function podiumPlot(
  comparison: Comparison,
  tools: readonly ComparedTool[],
): EvidencePlot | null {
  const placed = placesOf(comparison, tools)
  const ranked = tools.filter(({ role }) => role === 'tool')
  if (ranked.length < 2 || placed.length === 0) return null
  const looks = looksOf(tools)
  const metric = comparison.metrics.find(({ tuple }) => tuple.id === comparison.headline)
  const cases = new Set(placed.map((one) => one.case)).size
  const wins = (key: string): number =>
    placed.filter((one) => one.tool === key && one.rank === 1).length
  const dots = placed.map((one) => ({ ...one, ...looks.get(one.tool)! }))
  return {
    id: 'podium',
    title: 'Who is ahead, case by case',
    caption: `${metric?.definition.name ?? comparison.headline} of each case by the rank that a tool had there; a line joins the tools of one case. ${cases} cases in which all tools have a value.`,
    table: {
      head: ['Tool', 'Cases won alone', 'Mean rank'],
      rows: ranked.map(({ key, name }) => {
        const own = placed.filter((one) => one.tool === key)
        return [
          name,
          wins(key),
          Number((own.reduce((sum, one) => sum + one.rank, 0) / own.length).toFixed(2)),
        ]
      }),
    },
    points: {
      head: ['Case', 'Tool', 'Rank', 'Score'],
      rows: dots.map(({ case: id, full, rank, value }) => [id, full, rank, value]),
    },
    draw: (width) => {
      const legend = legendBelow(looks, Math.min(width, 720))
      return plotted({
        width: Math.min(width, 720),
        height: 340 + legend.height,
        marginBottom: 48 + legend.height,
        marginLeft: 52,
        x: {
          label: 'Rank in the case, 1 is best',
          ticks: ranked.length,
          domain: [0.7, ranked.length + 0.3],
          tickFormat: 'd',
        },
        y: {
          label: `${metric?.definition.name ?? comparison.headline}, ${directionWords[metric?.definition.direction ?? 'higher']}`,
          grid: true,
          nice: true,
        },
        marks: [
          Plot.lineY(placed, {
            x: 'rank',
            y: 'value',
            z: 'case',
            sort: 'rank',
            stroke: 'var(--control-line)',
            strokeWidth: 0.8,
            strokeOpacity: 0.5,
          }),
          Plot.dot(dots, {
            x: 'rank',
            y: 'value',
            symbol: 'symbol',
            fill: 'color',
            fillOpacity: 0.75,
            r: 3.5,
          }),
          ...legend.marks,
        ],
      })
    },
  }
}
