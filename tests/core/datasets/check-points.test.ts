import { expect, test } from 'vitest'
import { checkPoints } from '../../../src-main/core/datasets/check-points.ts'
import { pointFacts } from '../../../src-main/core/datasets/point-facts.ts'

const image = { width: 200, height: 100, z: 1 }
const facts = (points: readonly (readonly number[])[], unit: 'px' | 'um' | null = null) =>
  pointFacts({
    coordinates: Float64Array.from(points.flat()),
    dimensions: points[0]?.length ?? 2,
    unit,
  })
const check = (
  points: readonly (readonly number[])[],
  pixel: number | null = null,
  unit: 'px' | 'um' | null = null,
) => checkPoints(facts(points, unit), image, pixel === null ? null : { x: pixel, y: pixel })

test('points inside are fine, the edge of the outermost pixel included', () => {
  expect(
    check([
      [-0.5, -0.5],
      [99.5, 199.5],
    ]),
  ).toBeNull()
  expect(check([])).toBeNull()
})

test('points that fit only when counted from 1, or with x and y swapped, are named so', () => {
  expect(
    check([
      [1, 1],
      [100, 200],
    ]),
  ).toMatchObject({ severity: 'error', check: 'points-one-based' })
  expect(check([[150, 20]])).toMatchObject({ severity: 'error', check: 'points-swapped' })
  expect(check([[150, 20]])?.message).toContain(
    'x 20 to 20, y 150 to 150, and the image is 200 x 100',
  )
})

test('points that fit only in the other unit are named so', () => {
  expect(check([[180, 350]], 2)).toMatchObject({ severity: 'error', check: 'points-in-um' })
  expect(check([[90, 180]], 0.1, 'um')).toMatchObject({ check: 'points-in-px' })
  expect(check([[9, 18]], 0.1, 'um')).toBeNull()
  expect(check([[9, 18]], null, 'um')).toMatchObject({ check: 'points-unplaced' })
})

test('points that nothing explains are outside, and a tool may be a pixel off', () => {
  expect(check([[-20, 300]])).toMatchObject({ severity: 'error', check: 'points-outside' })
  expect(checkPoints(facts([[100.2, 5]]), image, null, 1)).toBeNull()
})

test('many points in the corner that micrometres would cover are a warning', () => {
  const corner = Array.from({ length: 12 }, (_, i) => [(i * 9.9) / 12, (i * 19.9) / 12])
  expect(check(corner, 0.1)).toMatchObject({ severity: 'warning', check: 'points-maybe-um' })
  expect(check(corner.slice(0, 9), 0.1)).toBeNull()
  expect(check([...corner, [50, 50]], 0.1)).toBeNull()
})

test('points of a plane do not fit a stack, nor the other way round', () => {
  const stack = { ...image, z: 5 }
  expect(checkPoints(facts([[1, 2]]), stack, null)?.message).toContain('a stack of 5 planes')
  expect(check([[1, 2, 3]])?.message).toContain('one plane, but the points have z, y and x')
  expect(checkPoints(facts([[4, 99, 199]]), stack, null)).toBeNull()
})
