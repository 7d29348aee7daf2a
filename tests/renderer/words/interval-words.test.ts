import { expect, test } from 'vitest'
import type { Estimate } from '../../../src-main/contract/metrics.ts'
import { intervalInWords, meanWithFailures } from '../../../src-renderer/words/interval-words.ts'

const estimate: Estimate = {
  mean: 0.9,
  lower: 0.8,
  upper: 0.95,
  n: 12,
  undefined: 0,
  failed: 0,
  method: 'logit-t',
  options: { level: 0.95, unit: 'image' },
  note: null,
}

test('the method in words; one that is not known stands as it is', () => {
  expect(intervalInWords(estimate, 2)).toEqual([
    'Interval: Student’s t on the logit of the mean, which keeps to the bounds of the score.',
  ])
  expect(intervalInWords({ ...estimate, method: 'later' }, 2)).toEqual(['Interval: later.'])
})

test('how often such an interval held in simulations, and the bootstrap beside it', () => {
  const options = {
    simulatedCoverage: { n: 10, lowest: 0.936, highest: 0.967 },
    percentileBootstrap: { lower: 0.812, upper: 0.948, draws: 2000, seed: 0, generator: 'x' },
  }
  const [, simulated, beside] = intervalInWords({ ...estimate, options }, 2)
  expect(simulated).toContain('with n = 10 it held the true mean in 93.6 to 96.7 %')
  expect(beside).toMatch(/^Percentile bootstrap beside it: .*0\.81.*0\.95/)
})

test('the mean with failed cases as the worst value stands where cases failed', () => {
  const options = { worst: 0, meanWithWorst: 0.7512 }
  expect(meanWithFailures({ ...estimate, options, failed: 2 }, 2)).toBe(
    'With failed cases counted as 0: 0.75.',
  )
  expect(meanWithFailures({ ...estimate, options }, 2)).toBeNull()
  expect(meanWithFailures({ ...estimate, failed: 2 }, 2)).toBeNull()
})
