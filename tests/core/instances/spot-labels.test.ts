import { expect, test } from 'vitest'
import { spotLabels } from '../../../src-main/core/instances/spot-labels.ts'

const spot = (pixel: number, ...point: number[]) => ({ pixel, point, score: 1 })

test('a disc around each spot; between two, a pixel belongs to the nearer', () => {
  const { data } = spotLabels([spot(2, 0, 2), spot(6, 0, 6)], [1, 9], 3)
  expect([...data]).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2])
})

test('a ball in a volume, cut off at the edge', () => {
  const { shape, data } = spotLabels([spot(0, 0, 0, 0)], [2, 2, 2], 1)
  expect(shape).toEqual([2, 2, 2])
  expect([...data]).toEqual([1, 1, 1, 0, 1, 0, 0, 0])
})

test('a radius of 0 leaves one pixel each', () => {
  expect([...spotLabels([spot(1, 0, 1.4)], [1, 4], 0).data]).toEqual([0, 1, 0, 0])
})
