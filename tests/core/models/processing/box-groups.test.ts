import { expect, test } from 'vitest'
import { groupsOfBox, valuesOfBox } from '../../../../src-main/core/models/processing/box-groups.ts'

const axes = ['batch', 'channel', 'y', 'x']

test('where the kept axes are whole, the groups are those of the whole', () => {
  const box = { axes, shape: [1, 2, 5, 5] }
  const whole = { origin: [0, 0, 3, 7], shape: [1, 2, 20, 20] }
  expect(groupsOfBox(box, whole, ['y', 'x'])).toBeNull()
  expect(groupsOfBox(box, whole, null)).toBeNull()
  expect(valuesOfBox(Float64Array.from([1, 2]), null)).toEqual(Float64Array.from([1, 2]))
})

test('statistics per row belong to the rows that the box shows, mirrored ones too', () => {
  const box = { axes, shape: [1, 2, 3, 5] }
  const whole = { origin: [0, 0, -1, 7], shape: [1, 2, 4, 20] }
  const groups = groupsOfBox(box, whole, ['x'])
  expect([...groups!]).toEqual([1, 0, 1, 5, 4, 5])
  const values = Float64Array.from({ length: 8 }, (_, index) => index * 10)
  expect([...valuesOfBox(values, groups)]).toEqual([10, 0, 10, 50, 40, 50])
})
