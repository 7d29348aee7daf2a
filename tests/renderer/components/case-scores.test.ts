// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { expect, test } from 'vitest'
import { h } from 'vue'
import CaseScores from '../../../src-renderer/components/cases/CaseScores.vue'
import { fakeComparison } from '../fixtures/fake-data.ts'

function scores(caseId: string, metric: unknown) {
  const comparison = fakeComparison('instances')
  const props = { comparison, tools: comparison.tools, caseId, metric }
  return mount(TooltipProvider, { slots: { default: () => h(CaseScores, props) } }).text()
}

test('one case: the chosen metric with its unit, tool by tool, failures and gaps in words', () => {
  expect(scores('image-001', 'count-error')).toMatch(/^Count error, objects.*U-Net.* −?\d+\.\d/)
  expect(scores('image-005', 'f1@0.5')).toContain('✕ The engine ran out of memory')
  expect(scores('image-008', 'precision@0.5')).toContain('–')
})

test('a metric that the comparison does not have gives way to its headline', () => {
  expect(scores('image-001', 'novel')).toContain('F1 at IoU 0.5')
})
