import { expect, test } from 'vitest'
import {
  fillStarPolygon,
  newStarPolygon,
  radiusInside,
  rayDirections,
} from '../../../../src-main/core/instances/stardist/star-polygon.ts'

function polygonOf(x: number, y: number, ...distances: number[]) {
  const polygon = newStarPolygon(distances.length)
  const rays = rayDirections(distances.length)
  fillStarPolygon(polygon, x, y, Float32Array.from(distances), 0, rays)
  return polygon
}

test('cuts corners off to whole pixels; ray 0 points along x, ray 1 of 4 along y', () => {
  const polygon = polygonOf(20, 30, 5.9, 3.2, 4.5, 2.5)
  expect([...polygon.x]).toEqual([25, 20, 15, 20])
  expect([...polygon.y]).toEqual([30, 33, 30, 27])
  expect(polygon).toMatchObject({ left: 15, right: 25, top: 27, bottom: 33 })
})

test('measures the area that the corners enclose', () => {
  // to the right and below 10 px, to the left and above 11
  expect(polygonOf(50, 50, 10.2, 10.2, 10.2, 10.2).area).toBe((21 * 21) / 2)
  const round = polygonOf(50, 50, ...Array<number>(64).fill(20))
  expect(round.area / (Math.PI * 20 ** 2)).toBeCloseTo(1, 1)
})

test('the inner radius is that of the largest disc around a point', () => {
  const square = polygonOf(50, 50, 10.5, 10.5, 10.5, 10.5)
  expect(radiusInside(square, 50, 50)).toBeCloseTo(10 / Math.SQRT2)
  expect(radiusInside(square, 70, 50)).toBe(0)
})
