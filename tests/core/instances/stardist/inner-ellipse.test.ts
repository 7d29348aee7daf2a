import { expect, test } from 'vitest'
import { innerEllipse } from '../../../../src-main/core/instances/stardist/inner-ellipse.ts'
import {
  fillStarPolygon,
  newStarPolygon,
  rayDirections,
  type StarPolygon,
} from '../../../../src-main/core/instances/stardist/star-polygon.ts'

function polygonOf(centre: number, distances: readonly number[]): StarPolygon {
  const polygon = newStarPolygon(distances.length)
  const directions = rayDirections(distances.length)
  fillStarPolygon(polygon, centre, centre, Float32Array.from(distances), 0, directions)
  return polygon
}

/** Distances from the centre of an ellipse with half axes 40 and 12, turned by 30 degrees. */
const elongated = Array.from({ length: 64 }, (_, ray) => {
  const angle = (2 * Math.PI * ray) / 64 - Math.PI / 6
  return 1 / Math.hypot(Math.cos(angle) / 40, Math.sin(angle) / 12)
})

test('fills most of an elongated object, and no point of it lies outside', () => {
  const polygon = polygonOf(100, elongated)
  const ellipse = innerEllipse(polygon)!
  const { tXX, tXY, tYY, radius, centreX, centreY } = ellipse
  expect((Math.PI * radius * radius) / (tXX * tYY)).toBeGreaterThan(0.85 * polygon.area)
  expect(centreX).toBeCloseTo(99.5, 0)
  expect(centreY).toBeCloseTo(99.5, 0)
  for (let degree = 0; degree < 360; degree++) {
    const [u, v] = [radius * Math.cos(degree), radius * Math.sin(degree)]
    const dy = v / tYY
    const dx = (u - tXY * dy) / tXX
    expect(Math.abs(dy)).toBeLessThanOrEqual(ellipse.halfHeight + 1e-9)
    expect(Math.abs(dx)).toBeLessThanOrEqual(ellipse.halfWidth + 1e-9)
    expect(isInside(polygon, centreX + 0.999 * dx, centreY + 0.999 * dy)).toBe(true)
  }
})

test('is not there where the polygon has no area, or its centre of mass lies outside', () => {
  expect(innerEllipse(newStarPolygon(4))).toBeNull()
  const crescent = { ...newStarPolygon(6), centreX: 0, centreY: 0, area: 1 }
  crescent.x.set([0, 20, 40, 40, 20, 0])
  crescent.y.set([0, 28, 0, 4, 32, 4])
  expect(innerEllipse(crescent)).toBeNull()
})

/** Crossings to the right. */
function isInside({ corners, x, y }: StarPolygon, px: number, py: number): boolean {
  let isOdd = false
  for (let corner = 0, before = corners - 1; corner < corners; before = corner++) {
    const [ay, by] = [y[before]! - py, y[corner]! - py]
    if (ay > 0 === by > 0) continue
    const crossing = (x[before]! * by - x[corner]! * ay) / (by - ay)
    if (crossing > px) isOdd = !isOdd
  }
  return isOdd
}
