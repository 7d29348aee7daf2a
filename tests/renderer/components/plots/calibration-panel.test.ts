// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { beforeAll, expect, test } from 'vitest'
import type { Comparison } from '../../../../src-main/contract/comparison.ts'
import CalibrationPanel from '../../../../src-renderer/components/plots/CalibrationPanel.vue'
import { fakeComparison } from '../../fixtures/fake-data.ts'

beforeAll(() => {
  // happy-dom lays nothing out.
  globalThis.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  }
})

const base = fakeComparison('instances')
const [tool] = base.tools
const shown = (probability: number | null) => {
  const comparison: Comparison = {
    ...base,
    task: 'classification',
    classification: {
      classes: ['a', 'b'],
      truth: { one: 'a', two: 'b' },
      predictions: {
        [tool!.key]: { one: { class: 'a', probability }, two: { class: 'a', probability } },
      },
    },
  }
  return mount(CalibrationPanel, { props: { comparison, tools: comparison.tools } })
}

test('the numbers of the diagram stand in a table', () => {
  const page = shown(0.8)
  expect(page.get('h2').text()).toBe('How sure the tools are of themselves')
  const cells = page.findAll('tbody td').map((cell) => cell.text())
  expect(cells.slice(0, 6)).toEqual([tool!.name, '0.7', '0.8', '2', '0.8', '0.5'])
})

test('nothing is shown of tools that name a class without a probability', () => {
  expect(shown(null).text()).toBe('')
})
