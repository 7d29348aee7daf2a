/** The dot-and-interval plot of one metric: a dot per case joined by a line over the tools, mean and interval. */
import * as Plot from '../plots/grammar.ts'
import type { ComparedTool, Comparison } from '../../../src-main/contract/comparison.ts'
import type { PlotTable } from '../evidence/plot-shape.ts'
import type { ComparedMetric } from '../../words/headings.ts'
import { finite } from '../../words/numbers.ts'
import { directionWords } from '../../words/states.ts'
import { toolLook } from '../../words/tool-look.ts'

export interface Dot {
  readonly caseId: string
  readonly tool: string
  readonly value: number
  readonly color: string
  readonly symbol: string
  readonly label: string
}

interface Summary {
  readonly tool: string
  readonly mean: number
  readonly lower: number
  readonly upper: number
  readonly color: string
  readonly symbol: string
}

/** SVG in a figure; its `value` is the dot under the pointer. */
export function drawPlot(
  comparison: Comparison,
  tools: readonly ComparedTool[],
  metric: ComparedMetric,
  width: number,
): Plot.Drawn {
  const { definition } = metric
  const dots = dotsOf(comparison, tools, definition.id, definition.digits)
  const summaries = summariesOf(comparison, tools, definition.id)
  const names = new Map(tools.map((tool) => [tool.key, tool.name]))
  const unit = definition.unit ? ` (${definition.unit})` : ''
  return Plot.plot({
    width,
    height: 380,
    marginTop: 30,
    marginLeft: 48,
    marginBottom: 46,
    marginRight: 8,
    x: {
      type: 'point',
      domain: tools.map((tool) => tool.key),
      label: null,
      padding: 0.6,
      tickSize: 0,
      tickFormat: (key: string) => shortened(names.get(key) ?? key, width / tools.length - 24),
    },
    y: {
      label: `${definition.name}${unit}, ${directionWords[definition.direction]}`,
      grid: true,
      nice: true,
      ticks: 6,
    },
    marks: [
      Plot.lineY(dots, {
        x: 'tool',
        y: 'value',
        z: 'caseId',
        stroke: 'var(--control-line)',
        strokeWidth: 0.8,
        strokeOpacity: 0.45,
      }),
      Plot.dot(dots, {
        x: 'tool',
        y: 'value',
        r: 2.5,
        symbol: 'symbol',
        fill: 'color',
        fillOpacity: 0.6,
      }),
      Plot.ruleX(summaries, {
        x: 'tool',
        y1: 'lower',
        y2: 'upper',
        dx: 16,
        stroke: 'color',
        strokeWidth: 1.5,
      }),
      Plot.dot(summaries, {
        x: 'tool',
        y: 'mean',
        dx: 16,
        r: 4.5,
        symbol: 'symbol',
        fill: 'color',
      }),
      Plot.tip(dots, { x: 'tool', y: 'value', title: 'label', maxRadius: 16 }),
    ],
  })
}

/** The scores as they are drawn, a row per case; mean and interval first. */
export function casesTable(
  comparison: Comparison,
  tools: readonly ComparedTool[],
  { definition: { id } }: ComparedMetric,
): PlotTable {
  const estimate = (part: 'mean' | 'lower' | 'upper') =>
    tools.map(({ key }) => finite(comparison.estimates[key]?.[id]?.[part]) ?? null)
  return {
    head: ['Case', ...tools.map(({ name }) => name)],
    rows: [
      ['mean', ...estimate('mean')],
      ['interval from', ...estimate('lower')],
      ['to', ...estimate('upper')],
      ...comparison.cases.map((entry) => [
        entry.id,
        ...tools.map(({ key }) => {
          const score = entry.scores[key]?.[id]
          return score && 'value' in score ? finite(score.value) : null
        }),
      ]),
    ],
  }
}

function dotsOf(
  comparison: Comparison,
  tools: readonly ComparedTool[],
  metric: string,
  digits: number,
): Dot[] {
  return tools.flatMap((tool, index) =>
    comparison.cases.flatMap((entry) => {
      const score = entry.scores[tool.key]?.[metric]
      const value = score && 'value' in score ? finite(score.value) : null
      if (value === null) return []
      const { color, symbol } = toolLook(tool.role === 'reference' ? null : index)
      const label = `${entry.id}\n${tool.name}: ${value.toFixed(digits)}`
      return [{ caseId: entry.id, tool: tool.key, value, color, symbol, label }]
    }),
  )
}

function summariesOf(
  comparison: Comparison,
  tools: readonly ComparedTool[],
  metric: string,
): Summary[] {
  return tools.flatMap((tool, index) => {
    const estimate = comparison.estimates[tool.key]?.[metric]
    const mean = finite(estimate?.mean)
    if (!estimate || mean === null) return []
    const { color, symbol } = toolLook(tool.role === 'reference' ? null : index)
    const lower = finite(estimate.lower) ?? mean
    const upper = finite(estimate.upper) ?? mean
    return [{ tool: tool.key, mean, lower, upper, color, symbol }]
  })
}

/** At most 7 px a letter. */
function shortened(name: string, roomPx: number): string {
  const letters = Math.max(6, Math.floor(roomPx / 7))
  return name.length <= letters ? name : `${name.slice(0, letters - 1)}…`
}
