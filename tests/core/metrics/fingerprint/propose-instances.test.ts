import { expect, test } from 'vitest'
import type { Answers } from '../../../../src-main/contract/fingerprint.ts'
import { proposeForInstances } from '../../../../src-main/core/metrics/fingerprint/propose-instances.ts'
import { factsWith } from './facts.ts'

const proposed = (answers: Answers) =>
  proposeForInstances({ answers, facts: factsWith() }).proposal()
const ids = (answers: Answers) => proposed(answers).metrics.map(({ id }) => id)

test.each([
  ['miss', 'recall@0.5'],
  ['false-hit', 'precision@0.5'],
  ['split', 'split'],
  ['merge', 'merged'],
])('where a %s is worse, %s stands directly behind F1', (worse, id) => {
  expect(ids({ 'worse-error': worse }).slice(0, 2)).toEqual(['f1@0.5', id])
})

test('tiny objects are not held to strict overlap', () => {
  expect(ids({ tiny: 'yes' })).not.toContain('f1@0.75')
  expect(ids({ tiny: 'yes' })).not.toContain('f1-mean@0.5:0.95')
  expect(ids({ tiny: 'no' })).toContain('f1@0.75')
})

test('sizes that differ ask for a mean over objects', () => {
  expect(ids({})).not.toContain('mean-true-iou@0.5')
  expect(ids({ sizes: 'yes' })).toContain('mean-true-iou@0.5')
})

test('touching objects: merges are looked at first', () => {
  expect(ids({ touching: 'yes' })[1]).toBe('merged')
})
