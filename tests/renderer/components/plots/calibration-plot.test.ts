// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import type { ComparedTool } from '../../../../src-main/contract/comparison.ts'
import type { Classification } from '../../../../src-main/contract/confusion.ts'
import { calibrationPlot } from '../../../../src-renderer/components/plots/calibration-plot.ts'

const tool = (key: string, name: string) => ({ key, name, role: 'tool' }) as ComparedTool
const tools = [tool('a', 'Same name'), tool('b', 'Same name'), tool('c', 'No probabilities')]
const classification: Classification = {
  classes: ['x', 'y'],
  truth: { one: 'x', two: 'x' },
  predictions: {
    a: { one: { class: 'x', probability: 0.9 }, two: { class: 'y', probability: 0.6 } },
    b: { one: { class: 'x', probability: 0.8 }, two: { class: 'x', probability: null } },
    c: { one: { class: 'x', probability: null }, two: { class: 'y', probability: null } },
  },
}

test('every tool with probabilities has a panel and rows, also where two share a name', () => {
  const plot = calibrationPlot(tools, classification, 'image')!
  expect(plot.table.rows.map(([name, from, , n]) => [name, from, n])).toEqual([
    ['Same name', 0.5, 1],
    ['Same name', 0.8, 1],
    ['Same name', 0.7, 1],
  ])
  const drawn = plot.draw(900)
  expect(drawn.querySelectorAll('[aria-label="rule"] line')).toHaveLength(3)
  expect(drawn.querySelectorAll('[aria-label="link"] path')).toHaveLength(2)
})

test('the caption counts images, those without a probability too, and speaks of samples', () => {
  const caption = calibrationPlot(tools, classification, 'sample')!.caption
  expect(caption).toContain(
    'Same name 2 images; Same name 1 image, 1 without a probability left out',
  )
  expect(caption).toContain('Images of one sample are not independent')
  expect(caption).not.toContain('No probabilities')
})

test('without any probability there is no plot', () => {
  expect(calibrationPlot([tools[2]!], classification, 'image')).toBeNull()
})
