import { expect, test } from 'vitest'
import type { ComparedTool, Comparison } from '../../../../src-main/contract/comparison.ts'
import { agreementPlot } from '../../../../src-renderer/components/evidence/agreement-plot.ts'
import { looksOf, shortNames } from '../../../../src-renderer/components/evidence/plot-shape.ts'
import { placesOf, podiumPlot } from '../../../../src-renderer/components/evidence/podium-plot.ts'
import { rankPlot } from '../../../../src-renderer/components/evidence/rank-plot.ts'
import { classWords, recallPlot } from '../../../../src-renderer/components/evidence/recall-plot.ts'
import { csvText } from '../../../../src-renderer/components/evidence/save-figure.ts'
import {
  pairFields,
  significancePlot,
} from '../../../../src-renderer/components/evidence/significance-plot.ts'
import { riskPlot } from '../../../../src-renderer/components/evidence/risk-plot.ts'
import { tauPlot } from '../../../../src-renderer/components/evidence/tau-plot.ts'
import {
  curveOf,
  thresholdPlots,
} from '../../../../src-renderer/components/evidence/threshold-plot.ts'

const tool = (key: string, role = 'tool') =>
  ({ key, name: key.toUpperCase(), role }) as ComparedTool
const tools = [tool('a'), tool('b'), tool('c')]
const estimate = (mean: number | null) => ({ mean, lower: mean, upper: mean, n: 3 })
const metric = (id: string) => ({
  tuple: { id },
  definition: { id, name: 'F1', direction: 'higher' },
})

const comparison = {
  headline: 'f1@0.5',
  alpha: 0.05,
  dataset: { unit: 'image' },
  tools,
  metrics: ['f1@0.5', 'f1@0.75', 'f1@0.9', 'precision@0.5'].map(metric),
  estimates: {
    a: { 'f1@0.5': estimate(0.9), 'f1@0.75': estimate(0.7), 'f1@0.9': estimate(0.3) },
    b: { 'f1@0.5': estimate(0.8), 'f1@0.75': estimate(null), 'f1@0.9': estimate(0.2) },
    c: {},
  },
  cases: [
    { id: '1', scores: { a: of(0.9), b: of(0.8), c: of(0.9) } },
    { id: '2', scores: { a: of(0.5), b: of(0.8), c: of(0.1) } },
    { id: '3', scores: { a: of(0.5), b: { 'f1@0.5': { undefined: 'both-empty' } }, c: of(0.1) } },
  ],
  verdicts: [
    verdict('a', 'b', 'better', -0.2),
    verdict('a', 'c', 'not-distinguishable', 0.01),
    verdict('b', 'c', 'equivalent', 0),
  ],
} as unknown as Comparison

function of(value: number) {
  return { 'f1@0.5': { value } }
}
function verdict(a: string, b: string, code: string, mean: number) {
  return { a, b, code, difference: { mean }, pAdjusted: 0.01, test: 'wilcoxon' }
}

test('long names are cut and stay told apart', () => {
  const long = 'A name that is much too long for a plot'
  expect(shortNames(['short', long, `${long}, too`])).toEqual([
    'short',
    '2. A name that is much t…',
    '3. A name that is much t…',
  ])
  expect(looksOf(tools).get('b')!.color).not.toBe(looksOf(tools).get('a')!.color)
})

test('the podium counts cases that all tools have, and ties share a rank', () => {
  const placed = placesOf(comparison, tools)
  expect(placed.map(({ case: id, tool: key, rank }) => [id, key, rank])).toEqual([
    ...[
      ['1', 'a', 1.5],
      ['1', 'b', 3],
      ['1', 'c', 1.5],
    ],
    ...[
      ['2', 'a', 2],
      ['2', 'b', 1],
      ['2', 'c', 3],
    ],
  ])
  expect(podiumPlot(comparison, tools)!.table.rows).toEqual([
    ['A', 0, 1.75],
    ['B', 1, 2],
    ['C', 0, 2.25],
  ])
  expect(podiumPlot(comparison, [tool('a')])).toBeNull()
})

test('a curve has the thresholds that are there, and no undefined mean', () => {
  expect(curveOf(comparison, 'f1').map(({ tool: key, at }) => [key, at])).toEqual([
    ...[
      ['a', 0.5],
      ['a', 0.75],
      ['a', 0.9],
    ],
    ...[
      ['b', 0.5],
      ['b', 0.9],
    ],
  ])
  expect(thresholdPlots(comparison, tools).map(({ id }) => id)).toEqual(['curve-f1'])
})

test('every pair is read from both sides; what is not decided stays open', () => {
  const looks = new Map(
    pairFields(comparison).map((field) => [field.row + field.column, field.look]),
  )
  expect(looks.get('ab')).toBe('worse')
  expect(looks.get('ba')).toBe('better')
  expect([looks.get('ac'), looks.get('ca'), looks.get('bc')]).toEqual(['open', 'open', 'equal'])
  expect(significancePlot(comparison, tools.slice(0, 2))).toBeNull()
  expect(significancePlot(comparison, tools)!.table.rows).toHaveLength(6)
})

test('ranks are drawn only where they were drawn again', () => {
  expect(rankPlot(comparison, tools)).toBeNull()
  const span = { shares: [0.75, 0.25, 0], median: 1, lower: 1, upper: 2 }
  const bootstrap = { draws: 1000, seed: 1, scheme: 'mean-then-rank', tools: { a: span } }
  const plot = rankPlot({ ...comparison, stability: { bootstrap } } as unknown as Comparison, tools)
  expect(plot!.table.rows).toEqual([['A', 1, 1, 2, 0.75, 0.25, 0]])
})

test('sizes are named by their ends, tools without a class are left out', () => {
  expect(classWords({ fromPx: 3.14, toPx: 6 })).toBe('3.1 to 6.0')
  const share = { found: 1, of: 2, share: 0.5, lower: 0.1, upper: 0.9 }
  const one = { fromPx: 1, toPx: 2, objects: 2, images: 1, tools: { a: share, b: null } }
  expect(recallPlot(tools, [one])).toBeNull()
  expect(recallPlot(tools, [one, { ...one, fromPx: 2, toPx: null }])!.table.rows).toHaveLength(2)
})

test('a slope that differs from zero is named as proportional bias', () => {
  const ends = { value: 2, lower: 1, upper: 3 }
  const plot = agreementPlot(tools, [
    {
      ...{ tool: 'a', readout: 'count', name: 'Number of objects', unit: 'objects', left: 1, n: 3 },
      points: [{ case: '1', mean: 3, difference: 2 }],
      bias: ends,
      limits: { lower: ends, upper: ends },
      slope: { value: -0.5, p: 0.001 },
      note: null,
    },
  ])
  expect(plot!.caption).toMatch(
    /A: bias 2\. Proportional bias: .0\.5 per unit .* 1 case without a value left out/,
  )
  expect(agreementPlot(tools, [])).toBeNull()
})

test('a table becomes CSV with its caption', () => {
  expect(
    csvText(
      {
        head: ['a', 'b'],
        rows: [
          ['x,"y"', null],
          ['z', 1],
        ],
      },
      'What\nit is',
    ),
  ).toBe('# What it is\r\na,b\r\n"x,""y""",\r\nz,1\r\n')
})

test('the histogram of tau is drawn where three tools or more were ranked again', () => {
  const span = { shares: [1, 0, 0], median: 1, lower: 1, upper: 1 }
  const tauCounts = Array.from({ length: 20 }, (_, at) => (at === 19 ? 900 : at === 0 ? 100 : 0))
  const bootstrap = { draws: 1000, seed: 1, tauCounts, medianTau: 1, tools: { a: span, b: span } }
  const withTools = (more: object) =>
    tauPlot({
      ...comparison,
      stability: { bootstrap: { ...bootstrap, ...more } },
    } as unknown as Comparison)
  expect(withTools({})).toBeNull()
  const plot = withTools({ tools: { a: span, b: span, c: span } })
  expect(plot!.table.rows[19]).toEqual([0.9, 1, 900])
  expect(plot!.caption).toMatch(/1000 draws of the images.* Median 1\.00\. Seed 1\./)
})

test('risk against coverage has every point in its file and the areas in its table', () => {
  const points = [
    { coverage: 0.5, risk: 0 },
    { coverage: 1, risk: 0.25 },
  ]
  const curve = { tool: 'a', points, area: 0.1, bestArea: 0.05, chanceArea: 0.25 }
  const plot = riskPlot(tools, [curve])
  expect(plot!.table.rows).toEqual([['A', 0.1, 0.05, 0.25]])
  expect(plot!.points!.rows).toEqual([
    ['A', 0.5, 0],
    ['A', 1, 0.25],
  ])
  expect(riskPlot(tools, [])).toBeNull()
})

test('a podium file holds every case, and sizes are in µm where a pixel has one', () => {
  expect(podiumPlot(comparison, tools)!.points!.rows).toContainEqual(['2', 'B', 1, 0.8])
  expect(classWords({ fromPx: 4, toPx: 8 }, 0.5)).toBe('2.0 to 4.0')
  expect(classWords({ fromPx: 4, toPx: null })).toBe('4.0 and more')
})
