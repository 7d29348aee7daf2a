import { expect, test } from 'vitest'
import {
  edgeRows,
  sharedArea,
} from '../../../../src-main/core/instances/stardist/polygon-overlap.ts'
import {
  fillStarPolygon,
  newStarPolygon,
  rayDirections,
  type StarPolygon,
} from '../../../../src-main/core/instances/stardist/star-polygon.ts'
import { createRandom } from '../../../contract/small-dataset.ts'

function polygon(...corners: readonly (readonly [x: number, y: number])[]): StarPolygon {
  const made = newStarPolygon(corners.length)
  corners.forEach(([x, y], corner) => {
    made.x[corner] = x
    made.y[corner] = y
  })
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  made.left = Math.min(...xs)
  made.right = Math.max(...xs)
  made.top = Math.min(...ys)
  made.bottom = Math.max(...ys)
  return made
}
const square = (x: number, y: number, side: number): StarPolygon =>
  polygon([x, y], [x + side, y], [x + side, y + side], [x, y + side])
const shared = (a: StarPolygon, b: StarPolygon): number => sharedArea(edgeRows(a), b)

test('squares: apart, touching, overlapping, inside, equal', () => {
  expect(shared(square(0, 0, 10), square(20, 0, 10))).toBe(0)
  expect(shared(square(0, 0, 10), square(10, 0, 10))).toBe(0)
  expect(shared(square(0, 0, 10), square(10, 10, 10))).toBe(0)
  expect(shared(square(0, 0, 10), square(6, 7, 10))).toBe(12)
  expect(shared(square(0, 0, 10), square(2, 3, 4))).toBe(16)
  expect(shared(square(2, 3, 4), square(0, 0, 10))).toBe(16)
  expect(shared(square(0, 0, 10), square(0, 0, 10))).toBe(100)
  expect(shared(square(0, 0, 10), square(0, 4, 6))).toBe(36)
})

test('a star that the other cuts into several pieces', () => {
  const comb = polygon(
    [0, 0],
    [12, 0],
    [12, 6],
    [10, 6],
    [10, 2],
    [7, 2],
    [7, 6],
    [5, 6],
    [5, 2],
    [2, 2],
    [2, 6],
    [0, 6],
  )
  const bar = polygon([-5, 4], [20, 4], [20, 5], [-5, 5])
  expect(shared(comb, bar)).toBe(6)
  expect(shared(bar, comb)).toBe(6)
})

test('crossings are rounded to whole pixels', () => {
  const left = polygon([0, 0], [10, 0], [0, 9])
  const right = polygon([10, 0], [10, 9], [0, 0])
  // the slopes cross at (5, 4.5), which counts as (5, 5)
  expect(shared(left, right)).toBe((10 * 5) / 2)
})

test('agrees with counting points in random stars, in either order', () => {
  const random = createRandom(5)
  for (let trial = 0; trial < 60; trial++) {
    const star = (): StarPolygon => {
      const made = newStarPolygon(16)
      const distances = Float32Array.from({ length: 16 }, () => 15 + 15 * random())
      fillStarPolygon(made, 60 + 30 * random(), 60 + 30 * random(), distances, 0, rayDirections(16))
      return made
    }
    const [a, b] = [star(), star()]
    const area = shared(a, b)
    let points = 0
    const step = 0.5
    for (let y = a.top + 0.23; y < a.bottom; y += step) {
      for (let x = a.left + 0.17; x < a.right; x += step) {
        if (contains(a, x, y) && contains(b, x, y)) points++
      }
    }
    expect(Math.abs(area - points * step * step)).toBeLessThan(0.03 * Math.max(area, 400))
    expect(Math.abs(shared(b, a) - area)).toBeLessThan(1e-9)
  }
})

function contains({ x, y, corners }: StarPolygon, px: number, py: number): boolean {
  let inside = false
  for (let at = 0, before = corners - 1; at < corners; before = at++) {
    if (y[at]! > py === y[before]! > py) continue
    const crossing = x[at]! + ((py - y[at]!) / (y[before]! - y[at]!)) * (x[before]! - x[at]!)
    if (px < crossing) inside = !inside
  }
  return inside
}
