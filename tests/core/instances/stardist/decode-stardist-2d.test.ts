import { expect, test } from 'vitest'
import {
  decodeStardist2d,
  drawingOrder,
} from '../../../../src-main/core/instances/stardist/decode-stardist-2d.ts'
import { areasOf, starOutputOf, type Disc } from '../stars.ts'

const usual = {
  probabilityThreshold: 0.5,
  suppressionThreshold: 0.4,
  border: 2,
  grid: [1, 1] as const,
}
const discs: readonly Disc[] = [
  { y: 14, x: 14, radius: 9 },
  { y: 14, x: 33, radius: 9 },
  { y: 36, x: 22, radius: 11 },
]

test('recovers discs from their distances', () => {
  const { probability, distances } = starOutputOf(discs, [64, 64])
  const { points, labels } = decodeStardist2d(probability, distances, usual)
  expect(points).toEqual([
    [36, 22],
    [14, 33],
    [14, 14],
  ])
  const areas = areasOf(labels.data)
  expect(areas.get(1)! / (Math.PI * 11 ** 2)).toBeCloseTo(1, 1)
  expect(areas.get(2)! / (Math.PI * 9 ** 2)).toBeCloseTo(1, 1)
  expect(labels.data[36 * 64 + 22]).toBe(1)
})

test('moving the input moves points and labels', () => {
  const still = starOutputOf(discs, [64, 64])
  const moved = starOutputOf(
    discs.map((disc) => ({ ...disc, y: disc.y + 5, x: disc.x + 9 })),
    [64, 64],
  )
  const a = decodeStardist2d(still.probability, still.distances, usual)
  const b = decodeStardist2d(moved.probability, moved.distances, usual)
  expect(b.points).toEqual(a.points.map(([y, x]) => [y! + 5, x! + 9]))
})

test('a grid spreads the centres; the label image may end within a step', () => {
  const { probability, distances } = starOutputOf([{ y: 10, x: 12, radius: 6 }], [20, 24])
  const grid = [2, 2] as const
  const whole = decodeStardist2d(probability, distances, { ...usual, grid })
  expect(whole.points).toEqual([[20, 24]])
  expect(whole.labels.shape).toEqual([40, 48])
  const cut = decodeStardist2d(probability, distances, { ...usual, grid, shape: [39, 47] })
  expect(cut.labels.shape).toEqual([39, 47])
  expect(areasOf(cut.labels.data)).toEqual(areasOf(whole.labels.data))
})

test('the more probable object is drawn where objects overlap', () => {
  const { probability, distances } = starOutputOf(
    [
      { y: 16, x: 12, radius: 9 },
      { y: 16, x: 27, radius: 9 },
    ],
    [32, 40],
  )
  const { points, labels } = decodeStardist2d(probability, distances, usual)
  expect(points[0]).toEqual([16, 27])
  expect(labels.data[16 * 40 + 19]).toBe(1)
  expect(labels.data[16 * 40 + 17]).toBe(2)
})

test('refuses distances far beyond the image instead of drawing for ever', () => {
  const { probability, distances } = starOutputOf(discs, [64, 64])
  distances[3]!.data[14 * 64 + 14] = 1e9
  expect(() => decodeStardist2d(probability, distances, usual)).toThrow(
    /ray 3 at pixel 910 .*1000000000 px.*64 x 64/,
  )
})

test('an empty map gives no objects', () => {
  const { probability, distances } = starOutputOf([], [16, 16])
  const { points, labels } = decodeStardist2d(probability, distances, usual)
  expect(points).toEqual([])
  expect(areasOf(labels.data).size).toBe(0)
})

test('draws the least probable first, of equal ones the earlier', () => {
  expect(drawingOrder([0.9, 0.7, 0.7, 0.8])).toEqual([1, 2, 3, 0])
})
