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
test('scores at stricter overlap are folded away from the main ones', () => {
  const [metric] = fakeComparison('instances').metrics
  const at = (id: string) => ({ ...metric!, definition: { ...metric!.definition, id } })
  const groups = metricGroups(['f1@0.5', 'f1@0.55', 'f1@0.6', 'f1@0.95'].map(at))
  expect(groups.map((group) => [group.metrics.length, group.folded])).toEqual([
    [1, false],
    [3, true],
  ])
})
test('an unknown metric is shown among the further ones', () => {
  const [metric] = fakeComparison('instances').metrics
  const strange = { ...metric!, definition: { ...metric!.definition, id: 'novel-score' } }
  expect(metricGroups([strange]).map((group) => group.name)).toEqual(['Further'])
})
test('a bar spans the range of the metric where it has one, else that of the tools', () => {
  const comparison = fakeComparison('restoration')
  const [psnr, ssim] = comparison.metrics
  // SSIM of the tools takes more than a quarter of -1 to 1, so that range stands.
  const wide = { ...ssim!, definition: { ...ssim!.definition, range: [0, 1] as [number, number] } }
  expect(barScale(comparison, wide)?.(0.5)).toBe(0.5)
  const narrow = {
    ...ssim!,
    definition: { ...ssim!.definition, range: [0, 100] as [number, number] },
  }
  expect(barScale(comparison, narrow)?.(50)).toBe(1)
  const scale = barScale(comparison, psnr!)!
  expect(scale(-1000)).toBe(0)
  expect(scale(1000)).toBe(1)
})
test('points and classes have groups of their own', () => {
  const [metric] = fakeComparison('instances').metrics
  const ids = ['f1-points', 'f1-points@2', 'localisation-rmse', 'f1-macro', 'auroc', 'ece']
  const metrics = ids.map((id) => ({ ...metric!, definition: { ...metric!.definition, id } }))
  expect(metricGroups(metrics).map(({ name }) => name)).toEqual([
    'Are the points found?',
    'Found with a wider or narrower gate?',
    'How near are they?',
    'Are the classes right?',
    'Do the probabilities tell the classes apart?',
    'Can the probabilities be believed?',
  ])
})
