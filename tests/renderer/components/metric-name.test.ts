// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { afterEach, expect, test } from 'vitest'
import { h, nextTick } from 'vue'
import { metricTuple } from '../../../src-main/core/metrics/definitions.ts'
import MetricName from '../../../src-renderer/components/MetricName.vue'
import { metric } from '../fixtures/fake-data.ts'

afterEach(() => {
  document.body.innerHTML = ''
})

test('the focus opens the whole tuple, which describes the name to a screen reader', async () => {
  const definition = metric('f1@0.5', 'F1 at IoU 0.5', { definition: '2 TP / (2 TP + FP + FN).' })
  const wrapper = mount(TooltipProvider, {
    attachTo: document.body,
    slots: {
      default: () => h(MetricName, { metric: { definition, tuple: metricTuple('f1@0.5') } }),
    },
  })
  const name = wrapper.get('button')
  expect(name.text()).toBe('F1 at IoU 0.5')
  name.element.focus()
  await nextTick()
  await nextTick()
  const shown = document.querySelector('.tip')?.textContent ?? ''
  for (const part of ['2 TP / (2 TP + FP + FN).', 'f1@0.5, version 1', 'at least the threshold'])
    expect(shown).toContain(part)
  expect(name.attributes('aria-describedby')).toBeTruthy()
  wrapper.unmount()
})
