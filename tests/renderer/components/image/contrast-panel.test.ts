// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { describe, expect, test } from 'vitest'
import ContrastPanel from '../../../../src-renderer/components/image/ContrastPanel.vue'

const statistics = {
  ...{ min: 10, max: 1010, lower: 20, upper: 900, finite: 98, total: 100, rule: '0.35 %' },
  percentiles: [1, 25, 50, 99].map((percent) => ({ percent, value: percent * 10 })),
  histogram: { min: 10, max: 1010, counts: [5, 90, 3] },
  sampling: 'exact' as 'exact' | 'sampled',
  sampledFrom: null as string | null,
}
const modelValue = { lower: 20, upper: 900, rule: '0.35 %' }
const panel = (more: object = {}) =>
  mount(ContrastPanel, {
    props: { statistics, problem: null, modelValue, ...more },
    global: { plugins: [createPinia()] },
  })

describe('the contrast panel', () => {
  test('shows the histogram with ends, percentiles and where they come from', () => {
    const wrapper = panel()
    expect(wrapper.get('svg').attributes('aria-label')).toBe('Histogram of values from 10 to 1010')
    expect(wrapper.findAll('.bar')).toHaveLength(3)
    const numbers = wrapper.findAll('dl div').map((entry) => entry.text().replace(/\s+/g, ' '))
    expect(numbers).toEqual(['min10', '1 %10', '50 %500', '99 %990', 'max1010'])
    expect(wrapper.text()).toContain('Exact: counted over every pixel')
    expect(wrapper.text()).toContain('2 pixels are not numbers')
  })
  test('says when the numbers come from a part only', () => {
    const sampled = { ...statistics, sampling: 'sampled' as const, sampledFrom: 'level 1:8' }
    expect(panel({ statistics: sampled }).text()).toContain('from a part of this plane (level 1:8)')
  })
  test('a press on the histogram moves the nearer limit there', async () => {
    const wrapper = panel()
    const plot = wrapper.get('svg')
    plot.element.getBoundingClientRect = () => ({ left: 100, width: 200 }) as DOMRect
    await plot.trigger('pointerdown', { clientX: 120, buttons: 1 })
    expect(wrapper.emitted('update:modelValue')?.[0]).toEqual([
      { lower: 110, upper: 900, rule: 'set by hand' },
    ])
    await plot.trigger('pointermove', { clientX: 280, buttons: 0 })
    expect(wrapper.emitted('update:modelValue')).toHaveLength(1)
  })
  test('says why there is no histogram', () => {
    expect(panel({ statistics: null, problem: 'The drive is gone.' }).text()).toContain(
      'The drive is gone.',
    )
  })
})
