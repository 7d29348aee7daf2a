import { expect, test } from 'vitest'
import { barScale } from '../../../src-renderer/words/bar-scale.ts'
import { metricGroups } from '../../../src-renderer/words/headings.ts'
import { fakeComparison } from '../fixtures/fake-data.ts'

test('every metric stands in exactly one group', () => {
  for (const task of ['instances', 'restoration'] as const) {
    const { metrics } = fakeComparison(task)
    const grouped = metricGroups(metrics).flatMap((group) => group.metrics)
    expect(new Set(grouped)).toEqual(new Set(metrics))
    expect(grouped).toHaveLength(metrics.length)
  }
})
test('an unknown metric is shown among the further ones', () => {
  const [metric] = fakeComparison('instances').metrics
  const strange = { ...metric!, definition: { ...metric!.definition, id: 'novel-score' } }
  expect(metricGroups([strange]).map((group) => group.name)).toEqual(['Further'])
})
test('a bar spans the range of the metric where it has one, else that of the tools', () => {
  const comparison = fakeComparison('restoration')
  const [psnr, ssim] = comparison.metrics
  expect(barScale(comparison, ssim!)?.(0)).toBe(0.5)
  const scale = barScale(comparison, psnr!)!
  expect(scale(-1000)).toBe(0)
  expect(scale(1000)).toBe(1)
})
