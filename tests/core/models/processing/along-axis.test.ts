import { expect, test } from 'vitest'
import { entryAt, forEachAlong } from '../../../../src-main/core/models/processing/along-axis.ts'
import { channels } from './tensors.ts'

test('visits each element with its index along the axis', () => {
  const indices: number[] = []
  forEachAlong('test', channels([0, 0], [0, 0]), 'channel', [[1, 2]], (index, start, end) => {
    for (let i = start; i < end; i++) indices[i] = index
  })
  expect(indices).toEqual([0, 0, 1, 1])
})

test('a list of another length than the axis is an error', () => {
  expect(() => {
    forEachAlong('binarize', channels([0], [0]), 'channel', [[1, 2, 3]], () => undefined)
  }).toThrow(/binarize lists 3 values, but the axis channel has size 2/)
})

test('a list of one counts everywhere', () => {
  expect(entryAt([7], 5)).toBe(7)
  expect(entryAt([7, 8], 1)).toBe(8)
})
