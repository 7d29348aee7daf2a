/** Every pair of tools as a field: is the row's tool better than the column's? */
import * as Plot from '../plots/grammar.ts'
import type { ComparedTool, Comparison, Verdict } from '../../../src-main/contract/comparison.ts'
import { formatP } from '../../words/numbers.ts'
import { looksOf, plotted, type EvidencePlot } from './plot-shape.ts'

/** As the row's tool sees it; each has a sign beside its colour. */
const looks = {
  better: { sign: '+', words: 'better', color: 'var(--hit)' },
  worse: { sign: '−', words: 'worse', color: 'var(--missed)' },
  equal: { sign: '=', words: 'equivalent', color: 'var(--extra)' },
  open: { sign: '?', words: 'not told apart', color: 'var(--sunken)' },
  few: { sign: '·', words: 'not ranked: too few', color: 'var(--sunken)' },
} as const

export interface PairField {
  readonly row: string
  readonly column: string
  readonly look: keyof typeof looks
  readonly difference: number | null
  readonly p: number | null
}

export function pairFields(comparison: Comparison): PairField[] {
  const direction = comparison.metrics.find(({ tuple }) => tuple.id === comparison.headline)
    ?.definition.direction
  return comparison.verdicts.flatMap((verdict) => {
    const own = lookOf(verdict, direction === 'higher')
    const other = own === 'better' ? 'worse' : own === 'worse' ? 'better' : own
    const { a, b, difference, pAdjusted: p } = verdict
    return [
      { row: a, column: b, look: own, difference: difference.mean, p },
      {
        row: b,
        column: a,
        look: other,
        difference: difference.mean === null ? null : -difference.mean,
        p,
      },
    ]
  })
}

function lookOf({ code, difference }: Verdict, isHigherBetter: boolean): PairField['look'] {
  if (code === 'equivalent') return 'equal'
  if (code === 'too-few-samples') return 'few'
  if (code !== 'better' && code !== 'better-maybe-small') return 'open'
  const isAbove = (difference.mean ?? 0) > 0
  return isAbove === isHigherBetter ? 'better' : 'worse'
}

/** Difference and adjusted p, a line each; empty where there is neither. */
function numbersIn({ difference, p }: Pick<PairField, 'difference' | 'p'>): string {
  return [
    ...(difference === null ? [] : [signed(difference)]),
    ...(p === null ? [] : [`p ${formatP(p).replace(/^p\s*/, '')}`]),
  ].join('\n')
}

function signed(value: number): string {
  const text = Math.abs(value).toPrecision(2)
  return `${value < 0 ? '−' : '+'}${text}`
}

/** Null with fewer than three tools: the sentence says it for two. */
export function significancePlot(
  comparison: Comparison,
  tools: readonly ComparedTool[],
): EvidencePlot | null {
  const ranked = tools.filter(({ role }) => role === 'tool')
  if (ranked.length < 3) return null
  const looked = looksOf(tools)
  const nameOf = (key: string): string => looked.get(key)?.name ?? key
  const fields = pairFields(comparison).map((field) => ({
    ...field,
    row: nameOf(field.row),
    column: nameOf(field.column),
    ...looks[field.look],
  }))
  const names = ranked.map(({ key }) => nameOf(key))
  return {
    id: 'significance',
    title: 'Which tools the data tell apart',
    caption: `Is the tool of the row better (+), worse (−), equivalent (=), not told apart (?) or not ranked for too few samples (·) from that of the column, by ${comparison.headline}? Under the sign the paired difference and the adjusted p. ${comparison.verdicts[0]?.test ?? ''}.`,
    table: {
      head: ['Tool', 'against', 'is', 'difference', 'adjusted p'],
      rows: fields.map((field) => [
        field.row,
        field.column,
        field.words,
        field.difference === null ? null : Number(field.difference.toPrecision(3)),
        field.p === null ? null : formatP(field.p),
      ]),
    },
    draw: (width) =>
      plotted({
        width: Math.min(width, 240 + 96 * names.length),
        height: 130 + 52 * names.length,
        marginLeft: 160,
        marginRight: 60,
        marginTop: 96,
        marginBottom: 10,
        x: { domain: names, axis: 'top', label: null, tickSize: 0, tickRotate: -35 },
        y: { domain: names, label: null, tickSize: 0 },
        marks: [
          Plot.cell(fields, { x: 'column', y: 'row', fill: 'color', fillOpacity: 0.55, inset: 1 }),
          Plot.text(fields, {
            x: 'column',
            y: 'row',
            text: 'sign',
            fill: 'var(--ink)',
            fontSize: 16,
            fontWeight: 600,
            dy: -9,
          }),
          Plot.text(fields, {
            x: 'column',
            y: 'row',
            text: numbersIn,
            fill: 'var(--ink)',
            fontSize: 10,
            dy: 11,
            lineHeight: 1.2,
          }),
        ],
      }),
  }
}
