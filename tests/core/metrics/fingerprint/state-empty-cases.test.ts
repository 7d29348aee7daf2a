import { expect, test } from 'vitest'
import { stateEmptyCases } from '../../../../src-main/core/metrics/fingerprint/state-empty-cases.ts'
import { createWishList } from '../../../../src-main/core/metrics/fingerprint/wish-list.ts'

test.each([
  [{ 'truth-doubts': 'empty' }, true],
  [{ 'truth-doubts': 'both' }, true],
  [{ 'prediction-gaps': 'yes' }, true],
  [{ 'truth-doubts': 'noisy' }, false],
  [{}, false],
])('%j states the policy: %s', (answers, states) => {
  const list = createWishList()
  stateEmptyCases(list, answers)
  const names = list.proposal().options.map(({ name }) => name)
  expect(names).toEqual(states ? ['emptyCasePolicy'] : [])
})
