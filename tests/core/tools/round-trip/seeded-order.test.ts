import { expect, test } from 'vitest'
import { createRandom } from '../../../../src-main/core/tools/round-trip/seeded-order.ts'

test('a seed gives one order of all items, another seed another', () => {
  const items = Array.from({ length: 50 }, (_, index) => index)
  const first = createRandom(1).shuffled(items)
  expect(createRandom(1).shuffled(items)).toEqual(first)
  expect(first).not.toEqual(items)
  expect(first.toSorted((a, b) => a - b)).toEqual(items)
  expect(createRandom(2).shuffled(items)).not.toEqual(first)
})
