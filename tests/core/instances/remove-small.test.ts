import { expect, test } from 'vitest'
import { removeSmall } from '../../../src-main/core/instances/remove-small.ts'

const labels = { shape: [1, 7], data: Uint32Array.of(0, 3, 3, 0, 5, 5, 5) }

test('removes objects below the area and keeps the ids of the others', () => {
  expect([...removeSmall(labels, 3).data]).toEqual([0, 0, 0, 0, 5, 5, 5])
  expect([...removeSmall(labels, 2).data]).toEqual([...labels.data])
})

test('keeps background as background even when it is small', () => {
  expect([...removeSmall(labels, 100).data]).toEqual(Array(7).fill(0))
})

test('does nothing for 0', () => {
  expect(removeSmall(labels, 0)).toBe(labels)
})
