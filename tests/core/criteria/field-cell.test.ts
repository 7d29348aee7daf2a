import { expect, test } from 'vitest'
import { fieldCell, type DescribedTool } from '../../../src-main/core/criteria/field-cell.ts'

const model = (change: Partial<DescribedTool> = {}): DescribedTool => ({
  kind: 'model',
  description: { test_tensor: { points: 1, quote: 'in.npy, out.npy', note: 'stated' } },
  noDescription: 'There is none.',
  installed: null,
  ...change,
})

test('test data are fully there once they were reproduced here', () => {
  const points = (testOutputs: string) =>
    fieldCell('test_tensor', model({ installed: { seq: 4, testOutputs } })).points
  expect(fieldCell('test_tensor', model()).points).toBe(1)
  expect([points('passed'), points('ran-not-reproduced'), points('not-run')]).toEqual([2, 1, 1])
  expect(
    fieldCell('test_tensor', model({ installed: { seq: 4, testOutputs: 'passed' } })).evidence,
  ).toContainEqual({ kind: 'check', seq: 4, text: 'Reproduced here when it was installed.' })
})

test('without a description the cell is unknown and says so', () => {
  const cell = fieldCell('cite', model({ description: null }))
  expect(cell).toMatchObject({ state: 'unknown', reason: 'There is none.', points: null })
})

test('a built-in method is not asked how it was trained', () => {
  const baseline = model({ kind: 'baseline' })
  const training = 'config.bioimageio.training.optimizer'
  expect(fieldCell(training, baseline).state).toBe('not-applicable')
  expect(fieldCell('training_data', baseline).state).toBe('not-applicable')
  expect(fieldCell('license', baseline).state).toBe('unknown')
})
