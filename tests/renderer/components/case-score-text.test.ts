// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import CaseScoreText from '../../../src-renderer/components/cases/CaseScoreText.vue'
import type { CaseScore } from '../../../src-main/contract/comparison.ts'

const text = (score: CaseScore | null) =>
  mount(CaseScoreText, { props: { score, digits: 2 } }).text()

test('zero, undefined and failed look different', () => {
  expect(text({ value: 0 })).toBe('0.00')
  expect(text({ undefined: 'truth-empty' })).toBe('– the ground truth has nothing to find')
  expect(text({ failed: 'out of memory' })).toBe('✕ out of memory')
  expect(text(null)).toBe('– not computed')
})
