/** Bland and Altman: does a tool measure what the truth has, and where does it not? */
import * as Plot from '../plots/grammar.ts'
import type { ComparedTool } from '../../../src-main/contract/comparison.ts'
import type { Agreement } from '../../../src-main/contract/evidence.ts'
import { countOf, formatP, formatValue } from '../../words/numbers.ts'
import { looksOf, plotted, type EvidencePlot } from './plot-shape.ts'

const unitWords: Readonly<Record<string, string>> = {
  um2: 'µm²',
  um3: 'µm³',
  px: 'px',
  objects: 'objects',
}

const lineKinds = [
  { words: 'bias', dash: '0' },
  { words: '95 % limit', dash: '4,3' },
] as const

/** The tools of one read-out, one panel each. */
export function agreementPlot(
  tools: readonly ComparedTool[],
  readouts: readonly Agreement[],
): EvidencePlot | null {
  const [first] = readouts
  if (!first) return null
  const looks = looksOf(tools)
  const unit = first.unit === '' ? '' : ` (${unitWords[first.unit] ?? first.unit})`
  const dots = readouts.flatMap(({ tool, points }) =>
    points.map((point) => ({ ...point, ...looks.get(tool)! })),
  )
  const lines = readouts.flatMap(({ tool, bias, limits }) => [
    { name: looks.get(tool)!.name, at: bias.value, ...spanOf(bias), words: 'bias' },
    ...(limits
      ? [limits.lower, limits.upper].map((limit) => ({
          name: looks.get(tool)!.name,
          at: limit.value,
          ...spanOf(limit),
          words: '95 % limit',
        }))
      : []),
  ])
  return {
    id: `agreement-${first.readout}`,
    title: `${first.name}: prediction against truth`,
    caption: `Difference prediction − truth of each case against the mean of both${unit}; solid: bias, dashed: bias ± 1.96 standard deviations, each with its interval as a band. ${readouts.map((one) => sentenceOf(one, looks.get(one.tool)!.full)).join(' ')}`,
    table: {
      head: [
        'Tool',
        'Bias',
        'from',
        'to',
        'Lower limit',
        'from',
        'to',
        'Upper limit',
        'from',
        'to',
        'n',
        'Cases left out',
        'Slope',
        'p of the slope',
      ],
      rows: readouts.map(({ tool, bias, limits, n, left, slope }) => [
        looks.get(tool)!.full,
        bias.value,
        bias.lower,
        bias.upper,
        ...[limits?.lower, limits?.upper].flatMap((limit) => [
          limit?.value ?? null,
          limit?.lower ?? null,
          limit?.upper ?? null,
        ]),
        n,
        left,
        slope?.value ?? null,
        slope?.p ?? null,
      ]),
    },
    points: {
      head: ['Tool', 'Case', 'Mean of both', 'Prediction − truth'],
      rows: dots.map((dot) => [dot.full, dot.case, dot.mean, dot.difference]),
    },
    draw: (width) =>
      plotted({
        width: Math.min(width, 120 + 260 * readouts.length),
        height: 320,
        marginLeft: 64,
        marginTop: 52,
        fx: { label: null, domain: readouts.map(({ tool }) => looks.get(tool)!.name) },
        x: {
          label: `Mean of truth and prediction${unit}`,
          ticks: 4,
          nice: true,
        },
        y: { label: `Prediction − truth${unit}`, grid: true, nice: true },
        marks: [
          Plot.rectY(
            lines.filter(({ from, to }) => from !== null && to !== null),
            { fx: 'name', y1: 'from', y2: 'to', fill: 'var(--ink)', fillOpacity: 0.07 },
          ),
          Plot.ruleY([0], { stroke: 'var(--control-line)', strokeWidth: 0.8 }),
          ...lineKinds.map(({ words, dash }) =>
            Plot.ruleY(
              lines.filter((line) => line.words === words),
              { fx: 'name', y: 'at', stroke: 'var(--ink)', strokeDasharray: dash },
            ),
          ),
          Plot.dot(dots, {
            fx: 'name',
            x: 'mean',
            y: 'difference',
            symbol: 'symbol',
            fill: 'color',
            fillOpacity: 0.7,
            r: 3.5,
          }),
        ],
      }),
  }
}

function spanOf({ lower, upper }: Agreement['bias']) {
  return { from: lower, to: upper }
}

/** A slope that differs from zero is named: the difference grows with what is measured. */
function sentenceOf({ slope, bias, left, note }: Agreement, name: string): string {
  const grows =
    slope !== null && slope.p < 0.05
      ? ` Proportional bias: ${formatValue(slope.value, 3)} per unit (${formatP(slope.p)}).`
      : ''
  const without = left > 0 ? ` ${countOf(left, 'case')} without a value left out.` : ''
  const said = note === null ? '' : ` ${note.charAt(0).toUpperCase()}${note.slice(1)}.`
  return `${name}: bias ${formatValue(bias.value, 3)}.${grows}${without}${said}`
}
