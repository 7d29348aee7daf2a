import { expect, test } from 'vitest'
import {
  majorityOfObjects,
  majorityOfPixels,
} from '../../../../src-main/core/datasets/consensus/majority-labels.ts'

const row = (...values: number[]) => ({ shape: [1, values.length], data: Uint32Array.from(values) })
const pixels = (...people: number[][]) => [
  ...majorityOfPixels(people.map((one) => row(...one))).data,
]
const objects = (...people: number[][]) => [
  ...majorityOfObjects(people.map((one) => row(...one))).data,
]

test('a pixel has the value that more than half gave it, and 0 where none has', () => {
  expect(pixels([1, 1, 0, 2], [1, 0, 0, 3], [0, 1, 5, 4])).toEqual([1, 1, 0, 0])
  expect(pixels([1, 1], [1, 0])).toEqual([1, 0])
})

test('labels need not agree in number: what overlaps by more than half is one object', () => {
  expect(objects([7, 7, 7, 0, 0, 3, 3], [1, 1, 1, 1, 0, 2, 2], [9, 9, 0, 0, 0, 9, 9])).toEqual([
    1, 1, 1, 0, 0, 2, 2,
  ])
})

test('an object that one of three drew is not there, also where others drew something else', () => {
  expect(objects([1, 1, 0, 4, 4], [2, 2, 0, 0, 0], [3, 3, 0, 0, 0])).toEqual([1, 1, 0, 0, 0])
})

test('of two people both must have drawn it, and what both marked is left', () => {
  expect(objects([1, 1, 1, 0, 5], [0, 2, 2, 2, 0])).toEqual([0, 0, 0, 0, 0])
  expect(objects([1, 1, 1, 1, 0], [0, 2, 2, 2, 0])).toEqual([0, 1, 1, 1, 0])
})

test('touching objects stay apart', () => {
  expect(objects([1, 1, 2, 2], [3, 3, 4, 4], [5, 5, 5, 5])).toEqual([1, 1, 2, 2])
})

test('labels up to 32 bits are kept apart', () => {
  const most = 2 ** 32 - 1
  expect(objects([most, most, 0], [most, most, 0])).toEqual([1, 1, 0])
})
