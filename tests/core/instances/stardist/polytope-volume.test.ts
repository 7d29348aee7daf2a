import { expect, test } from 'vitest'
import {
  polytopeVolume,
  type Plane,
} from '../../../../src-main/core/instances/stardist/polytope-volume.ts'

const box = (low: readonly number[], high: readonly number[]): Plane[] =>
  [0, 1, 2].flatMap((axis) => {
    const unit = [0, 0, 0]
    unit[axis] = 2 // length does not matter
    const normal = unit as unknown as Plane['normal']
    const opposite = unit.map((part) => -part) as unknown as Plane['normal']
    return [
      { normal, offset: 2 * high[axis]! },
      { normal: opposite, offset: -2 * low[axis]! },
    ]
  })

test('a box, and the part that two boxes share', () => {
  expect(polytopeVolume(box([0, 0, 0], [2, 3, 4]), [1, 1, 1], 10)).toBeCloseTo(24)
  const two = [...box([0, 0, 0], [2, 3, 4]), ...box([1, 1, 1], [9, 9, 9])]
  expect(polytopeVolume(two, [1.5, 2, 2], 10)).toBeCloseTo(1 * 2 * 3)
})

test('planes in the same place count once', () => {
  const twice = [...box([0, 0, 0], [2, 3, 4]), ...box([0, 0, 0], [2, 3, 4])]
  expect(polytopeVolume(twice, [1, 1, 1], 10)).toBeCloseTo(24)
})

test('a corner cut off', () => {
  const planes = [...box([0, 0, 0], [6, 6, 6]), { normal: [1, 1, 1] as const, offset: 3 }]
  expect(polytopeVolume(planes, [0.5, 0.5, 0.5], 10)).toBeCloseTo(27 / 6)
})

test('a point that is not strictly inside gives nothing', () => {
  expect(polytopeVolume(box([0, 0, 0], [2, 3, 4]), [3, 1, 1], 10)).toBeNull()
  expect(polytopeVolume(box([0, 0, 0], [2, 3, 4]), [2, 1, 1], 10)).toBeNull()
})
