import { expect, test } from 'vitest'
import type { FrozenDataset } from '../../../src-main/contract/datasets.ts'
import { datasetLimits } from '../../../src-main/core/evaluation/dataset-limits.ts'

type Case = FrozenDataset['cases'][number]
const item = (id: number, more: Partial<Case> = {}): Case =>
  ({ ...{ id: String(id), sample: null, role: 'test' }, ...more }) as Case
const ofCases = (cases: Case[], broken: string[] = []) =>
  datasetLimits(
    {
      cases,
      findings: [{ severity: 'error', check: 'shape-mismatch', cases: broken, message: '' }],
    },
    2,
    0.05,
  ).join(' ')
const many = (count: number, more: (at: number) => Partial<Case> = () => ({})) =>
  Array.from({ length: count }, (_, at) => item(at, more(at)))

test('n is the number of samples, not of their images, and that is said', () => {
  const sentence = ofCases(many(40, (at) => ({ sample: `s${at % 8}` })))
  expect(sentence).toMatch(/^With 8 samples .*differences between samples/)
  expect(sentence).toMatch(/40 images of 8 samples, and images of one sample are no independent/)
  expect(ofCases(many(8))).toMatch(/^With 8 images .*differences between images/)
  expect(ofCases(many(8))).not.toMatch(/Counted/)
})

test('cases for tuning and cases that cannot be scored do not count', () => {
  const cases = many(12, (at) => ({ role: at < 3 ? 'tuning' : 'test' }))
  const sentence = ofCases(cases, ['11'])
  expect(sentence).toMatch(/^With 8 images/)
  expect(sentence).toMatch(/Of 12 cases the 8 for test that can be scored count\./)
})

test('where nothing can be scored, that is said', () => {
  expect(ofCases(many(2), ['0', '1'])).toMatch(/nothing can be compared/)
})
