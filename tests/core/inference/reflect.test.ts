import { expect, test } from 'vitest'
import { reflectedIndex, sourceIndices } from '../../../src-main/core/inference/reflect.ts'

test('positions outside are mirrored at the border pixel, which is not repeated', () => {
  expect([-2, -1, 0, 4, 5, 6].map((position) => reflectedIndex(position, 5))).toEqual([
    2, 1, 0, 4, 3, 2,
  ])
})

test("a block that begins before the image is numpy's reflect", () => {
  // numpy.pad([0, 1, 2, 3], (2, 1), mode='reflect')
  expect([...sourceIndices(-2, 7, 4)]).toEqual([2, 1, 0, 1, 2, 3, 2])
})

test('a small image is mirrored back and forth, a single pixel repeated', () => {
  // numpy.pad([5, 6], (3, 2), mode='reflect') is 6 5 6 | 5 6 | 5 6
  expect([...sourceIndices(-3, 7, 2)]).toEqual([1, 0, 1, 0, 1, 0, 1])
  expect([...sourceIndices(-1, 3, 1)]).toEqual([0, 0, 0])
})

test('a block inside the image is the identity', () => {
  expect([...sourceIndices(3, 4, 10)]).toEqual([3, 4, 5, 6])
})
