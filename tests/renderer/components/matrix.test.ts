// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { expect, test } from 'vitest'
import { h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import ComparisonMatrix from '../../../src-renderer/components/comparison/ComparisonMatrix.vue'
import { fakeComparison } from '../fixtures/fake-data.ts'

function matrix() {
  const comparison = fakeComparison('instances')
  const page = { template: '<i></i>' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: page },
      { path: '/c/:comparison/cases', name: 'cases', component: page },
    ],
  })
  const props = { comparison, tools: comparison.tools, shown: 'f1@0.5' }
  const wrapper = mount(TooltipProvider, {
    slots: { default: () => h(ComparisonMatrix, props) },
    global: { plugins: [router] },
  })
  return { wrapper, comparison }
}

test('a cell says value, interval and n, and leads to the cases by its metric and tool', () => {
  const { wrapper } = matrix()
  const cell = wrapper.get('a[aria-label^="Otsu + distance watershed, F1 at IoU 0.5"]')
  expect(cell.attributes('aria-label')).toMatch(/0\.\d{3} .*\[0\.\d{3}, 0\.\d{3}\], n 24/)
  expect(cell.attributes('href')).toBe('/c/comparison-instances/cases?tool=watershed&metric=f1@0.5')
})
test('a missing value is a dash with its reason, never a zero', () => {
  const { wrapper } = matrix()
  const cell = wrapper.get('a[aria-label^="Otsu + components, Mean matched IoU"]')
  expect(cell.text()).toBe('–no object matched')
})
test('marks the headline, the direction, the leading tool and failures', () => {
  const { wrapper } = matrix()
  const text = wrapper.text()
  expect(text).toContain('headline')
  expect(text).toContain('nearer to zero is better')
  expect(wrapper.findAll('.leading')).toHaveLength(1)
  expect(wrapper.get('.failed').text()).toBe('1 failed')
})
