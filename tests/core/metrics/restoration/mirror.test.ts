import { expect, test } from 'vitest'
import { mirror } from '../../../../src-main/core/metrics/restoration/mirror.ts'

test('repeats the edge pixel: b a | a b c | c b', () => {
  const { shape, data } = mirror({ shape: [1, 3], data: Float64Array.of(1, 2, 3) }, 2)
  expect(shape).toEqual([5, 7])
  for (let row = 0; row < 5; row++) {
    expect([...data.subarray(row * 7, row * 7 + 7)]).toEqual([2, 1, 1, 2, 3, 3, 2])
  }
})

test('mirrors every axis', () => {
  const { shape, data } = mirror({ shape: [2, 2, 1], data: Float64Array.of(1, 2, 3, 4) }, 1)
  expect(shape).toEqual([4, 4, 3])
  const plane = [...data].filter((_, i) => i % 3 === 1)
  expect(plane).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4])
  expect([...data].filter((_, i) => i % 3 === 0)).toEqual(plane)
})

test('a radius beyond the image mirrors the mirror', () => {
  const { data } = mirror({ shape: [2, 1], data: Float64Array.of(1, 2) }, 3)
  expect([...data].filter((_, i) => i % 7 === 0)).toEqual([2, 2, 1, 1, 2, 2, 1, 1])
})

test('or repeats nothing: c b | a b c | b a', () => {
  const { data } = mirror({ shape: [1, 3], data: Float64Array.of(1, 2, 3) }, 2, 'once')
  expect([...data.subarray(0, 7)]).toEqual([3, 2, 1, 2, 3, 2, 1])
})
