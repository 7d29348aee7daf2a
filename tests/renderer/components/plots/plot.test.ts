// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import * as Plot from '../../../../src-renderer/components/plots/grammar.ts'

const tools = [
  { tool: 'a', at: 1, value: 0.2, low: 0.1, high: 0.4, color: 'var(--tool-1)', symbol: 'circle' },
  { tool: 'b', at: 2, value: 0.8, low: 0.7, high: 1, color: 'var(--tool-2)', symbol: 'square' },
]
const size = { width: 400, height: 300, marginLeft: 40, marginTop: 20, marginBottom: 40 }
const unit = { domain: [0, 1] } as const

test('dots stand where their numbers are, in their colour and shape', () => {
  const svg = Plot.plot({
    ...{ ...size, marginRight: 20, x: { domain: [0, 4] }, y: unit },
    marks: [Plot.dot(tools, { x: 'at', y: 'value', symbol: 'symbol', fill: 'color', r: 4 })],
  })
  const dots = [...svg.querySelectorAll('[aria-label="dot"] path')]
  expect(dots.map((dot) => dot.getAttribute('transform'))).toEqual([
    'translate(125 212) scale(1)',
    'translate(210 68) scale(1)',
  ])
  expect(dots.map((dot) => dot.getAttribute('fill'))).toEqual(['var(--tool-1)', 'var(--tool-2)'])
  expect(dots[0]!.getAttribute('d')).not.toBe(dots[1]!.getAttribute('d'))
})

test('what has no number is not drawn', () => {
  const data = [...tools, { ...tools[0]!, value: null }, { ...tools[0]!, value: Number.NaN }]
  const svg = Plot.plot({ ...size, y: unit, marks: [Plot.dot(data, { x: 'at', y: 'value' })] })
  expect(svg.querySelectorAll('[aria-label="dot"] path')).toHaveLength(2)
})

test('axes have names, ticks and a grid where asked', () => {
  const svg = Plot.plot({
    ...{ ...size, x: { domain: ['a', 'b'], type: 'point' as const, tickSize: 0, label: null } },
    y: { ...unit, label: 'Share, higher is better', grid: true },
    marks: [Plot.ruleX(tools, { x: 'tool', y1: 'low', y2: 'high', stroke: 'color' })],
  })
  const words = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent)
  for (const word of ['a', 'b', '0.0', '0.2', '1.0', 'Share, higher is better'])
    expect(words).toContain(word)
  expect(svg.querySelectorAll('line[stroke-opacity]')).toHaveLength(6)
  const [rule] = svg.querySelectorAll('[aria-label="rule"] line')
  expect([rule!.getAttribute('y1'), rule!.getAttribute('y2')]).toEqual(['236', '164'])
})

test('one line per tool, in the order asked for; an area lies between two', () => {
  const points = [
    { z: 'a', at: 1, mean: 0.5, low: 0.25, high: 0.75 },
    { z: 'a', at: 0, mean: 0, low: 0, high: 0.5 },
    { z: 'b', at: 0, mean: 1, low: 1, high: 1 },
  ]
  const svg = Plot.plot({
    ...{
      width: 140,
      height: 160,
      marginLeft: 20,
      marginRight: 20,
      marginTop: 20,
      marginBottom: 40,
    },
    ...{ x: unit, y: unit },
    marks: [
      Plot.areaY(points.slice(0, 2), { x: 'at', y1: 'low', y2: 'high', z: 'z' }),
      Plot.lineY(points, { x: 'at', y: 'mean', z: 'z', sort: 'at' }),
    ],
  })
  const of = (name: string) =>
    [...svg.querySelectorAll(`[aria-label="${name}"] path`)].map((path) => path.getAttribute('d'))
  expect(of('line')).toEqual(['M20,120L120,70', 'M20,20'])
  expect(of('area')).toEqual(['M120,45L20,70L20,120L120,95Z'])
})

test('facets part the data, each with its own frame, below their names', () => {
  const data = tools.map((one) => ({ ...one, size: one.tool === 'a' ? 'small' : 'large' }))
  const svg = Plot.plot({
    ...{ ...size, y: unit, fx: { domain: ['small', 'large'], label: 'Diameter' } },
    x: { domain: ['a', 'b'], type: 'point', axis: null },
    marks: [
      Plot.dot(data, { fx: 'size', x: 'tool', y: 'value' }),
      Plot.ruleY([0.5], { stroke: 'var(--ink)' }),
    ],
  })
  const words = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent)
  for (const word of ['small', 'large', 'Diameter']) expect(words).toContain(word)
  expect(svg.querySelectorAll('[aria-label="dot"] path')).toHaveLength(2)
  expect(svg.querySelectorAll('[aria-label="rule"] line')).toHaveLength(2)
})

test('cells fill their bands, texts may have lines, areas of dots tell values', () => {
  const fields = [{ row: 'r', column: 'c', color: 'red', sign: 'one\ntwo' }]
  const svg = Plot.plot({
    ...{
      ...size,
      marginRight: 0,
      marginBottom: 0,
      x: { domain: ['c', 'd'] },
      y: { domain: ['r'] },
    },
    marks: [
      Plot.cell(fields, { x: 'column', y: 'row', fill: 'color', inset: 1 }),
      Plot.text(fields, { x: 'column', y: 'row', text: 'sign' }),
    ],
  })
  const box = svg.querySelector('[aria-label="cell"] rect')!
  expect(Number(box.getAttribute('width'))).toBeCloseTo((360 / 2.1) * 0.9 - 2, 1)
  expect([...svg.querySelectorAll('tspan')].map(({ textContent }) => textContent)).toEqual([
    'one',
    'two',
  ])
  const blobs = [{ x: 1, y: 1, share: 0.25 }]
  const plot = Plot.plot({
    ...{ ...size, r: { range: [0, 16], domain: [0, 1] } },
    marks: [Plot.dot(blobs, { x: 'x', y: 'y', r: 'share' })],
  })
  expect(plot.querySelector('[aria-label="dot"] path')!.getAttribute('transform')).toMatch(
    /scale\(2\)$/,
  )
})

test('the pointer finds the nearest dot, whose note stands at it', () => {
  const data = tools.map((one) => ({ ...one, label: `${one.tool}\n${one.value}` }))
  const svg = Plot.plot({
    ...{ ...size, marginRight: 20, x: { domain: [0, 4] }, y: unit },
    marks: [Plot.tip(data, { x: 'at', y: 'value', title: 'label', maxRadius: 16 })],
  })
  const seen: unknown[] = []
  svg.addEventListener('input', () => seen.push(svg.value))
  svg.getBoundingClientRect = () => ({ left: 0, top: 0, width: 400 }) as DOMRect
  const move = (x: number, y: number) =>
    svg.dispatchEvent(new MouseEvent('pointermove', { clientX: x, clientY: y }))
  move(130, 210)
  expect(svg.textContent).toContain('a0.2')
  move(300, 300)
  expect(seen).toEqual([data[0], null])
  expect(svg.textContent).not.toContain('a0.2')
})
