import { expect, test } from 'vitest'
import { axisGroups } from '../../../../src-main/core/models/processing/axis-groups.ts'

const tensor = { axes: ['batch', 'channel', 'y', 'x'], shape: [2, 2, 1, 3] }

/** Group of every element in memory order. */
function groupsOf(shaped: typeof tensor, reduced: readonly string[] | null): number[] {
  const result: number[] = []
  axisGroups(shaped, reduced).forEachRun((group, start, end) => {
    for (let i = start; i < end; i++) result[i] = group
  })
  return result
}

test('y and x make one group per batch item and channel', () => {
  expect(groupsOf(tensor, ['y', 'x'])).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3])
  expect(axisGroups(tensor, ['x', 'y'])).toMatchObject({ count: 4, size: 3 })
})

test('no axes means all axes of one sample, one group per batch item', () => {
  expect(groupsOf(tensor, null)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
})

test('batch pools over the batch, per channel', () => {
  expect(groupsOf(tensor, ['batch', 'y', 'x'])).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1])
})

test('a channel axis that varies fastest is told apart', () => {
  const last = { axes: ['batch', 'y', 'x', 'channel'], shape: [1, 1, 2, 3] }
  expect(groupsOf(last, ['y', 'x'])).toEqual([0, 1, 2, 0, 1, 2])
})

test('an axis the tensor lacks is an error', () => {
  expect(() => axisGroups(tensor, ['z'])).toThrow(/axis z was asked for/)
})

test('the batch may be named where there is none', () => {
  expect(axisGroups({ axes: ['y', 'x'], shape: [2, 3] }, ['batch', 'x'])).toMatchObject({
    count: 2,
    size: 3,
  })
})
