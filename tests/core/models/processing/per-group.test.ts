import { expect, test } from 'vitest'
import { scalePerGroup } from '../../../../src-main/core/models/processing/per-group.ts'
import { channels } from './tensors.ts'

test('subtracts, divides, multiplies and adds per group', () => {
  const tensor = channels([10, 20], [10, 20])
  const scaled = scalePerGroup(tensor, ['y', 'x'], { subtract: [10, 0], divide: [5, 10] })
  expect([...scaled.data]).toEqual([0, 2, 1, 2])
  const moved = scalePerGroup(tensor, ['y', 'x'], {
    subtract: [10, 10],
    divide: [10, 10],
    multiply: [3, 1],
    add: [0, 7],
  })
  expect([...moved.data]).toEqual([0, 3, 7, 8])
})
