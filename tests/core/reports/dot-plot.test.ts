import { expect, test } from 'vitest'
import { dotPlot, ticksOver } from '../../../src-main/core/reports/dot-plot.ts'
import { reportSource } from '../../fixtures/report-source.ts'

test('one dot per case with a value, one interval per tool, the axis named with its direction', async () => {
  const { comparison } = await reportSource()
  const svg = dotPlot(comparison)
  expect(svg.match(/<circle/g)).toHaveLength(8 + 6)
  expect(svg.match(/<path/g)).toHaveLength(2)
  expect(svg).toContain('F1 at IoU 0.5, higher is better')
  const hostile = comparison.tools.map((tool) => ({ ...tool, name: '<script>' }))
  expect(dotPlot({ ...comparison, tools: hostile })).not.toContain('<script>')
})

test('no scores, no picture', async () => {
  const { comparison } = await reportSource()
  expect(dotPlot({ ...comparison, cases: [], estimates: {} })).toBe('')
})

test.each([
  [0.31, 0.87],
  [-3, 120],
  [5, 5],
  [0, 0],
  [1e-7, 2e-7],
])('ticks from %d to %d enclose the values and are round', (low, high) => {
  const ticks = ticksOver(low, high)
  expect(ticks.length).toBeGreaterThanOrEqual(2)
  expect(ticks.length).toBeLessThanOrEqual(12)
  expect(ticks[0]).toBeLessThanOrEqual(low)
  expect(ticks.at(-1)).toBeGreaterThanOrEqual(high)
})
