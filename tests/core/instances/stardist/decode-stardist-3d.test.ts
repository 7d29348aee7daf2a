import { expect, test } from 'vitest'
import { decodeStardist3d } from '../../../../src-main/core/instances/stardist/decode-stardist-3d.ts'
import { areasOf } from '../stars.ts'
import { ballOutputOf } from './volumes.ts'

const usual = {
  probabilityThreshold: 0.5,
  suppressionThreshold: 0.3,
  border: 1,
  grid: [1, 1, 1] as const,
  anisotropy: [1, 1, 1] as const,
}
const balls = [
  { z: 8, y: 10, x: 10, radius: 6 },
  { z: 8, y: 10, x: 23, radius: 6 },
  { z: 10, y: 24, x: 16, radius: 7 },
]

test('recovers balls, the most probable first', () => {
  const { probability, distances } = ballOutputOf(balls, [20, 34, 34])
  const { points, labels } = decodeStardist3d(probability, distances, usual)
  expect(points).toEqual([
    [10, 24, 16],
    [8, 10, 23],
    [8, 10, 10],
  ])
  const areas = areasOf(labels.data)
  expect(areas.get(1)! / ((4 / 3) * Math.PI * 7 ** 3)).toBeGreaterThan(0.8)
  expect(areas.get(1)! / ((4 / 3) * Math.PI * 7 ** 3)).toBeLessThan(1)
  expect(labels.data[(10 * 34 + 24) * 34 + 16]).toBe(1)
})

test('a grid spreads the centres', () => {
  const { probability, distances } = ballOutputOf([{ z: 6, y: 8, x: 9, radius: 4 }], [12, 16, 18])
  const { points, labels } = decodeStardist3d(probability, distances, { ...usual, grid: [1, 2, 2] })
  expect(points).toEqual([[6, 16, 18]])
  expect(labels.shape).toEqual([12, 32, 36])
})

test('nothing above the threshold, nothing found', () => {
  const { probability, distances } = ballOutputOf([], [4, 8, 8])
  const { points, labels } = decodeStardist3d(probability, distances, usual)
  expect(points).toEqual([])
  expect(areasOf(labels.data).size).toBe(0)
})

test('refuses distances far beyond the image', () => {
  const { probability, distances } = ballOutputOf(balls, [20, 34, 34])
  distances[0]!.data[(10 * 34 + 24) * 34 + 16] = 1e6
  expect(() => decodeStardist3d(probability, distances, usual)).toThrow(/1000000 px.*20 x 34 x 34/)
})
