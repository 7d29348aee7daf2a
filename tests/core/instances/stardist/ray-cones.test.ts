import { expect, test } from 'vitest'
import { goldenSpiral } from '../../../../src-main/core/instances/stardist/golden-spiral.ts'
import { rayCones } from '../../../../src-main/core/instances/stardist/ray-cones.ts'

const rays = goldenSpiral(96, [1, 1, 1])
const cones = rayCones(rays)

test('a ball of equal distances: inside and outside, near and beyond the looked-up offsets', () => {
  for (const radius of [10, 70]) {
    const distances = new Float32Array(96).fill(radius)
    for (let direction = 0; direction < 96; direction += 7) {
      const [z, y, x] = rays.directions.subarray(3 * direction, 3 * direction + 3)
      const at = (share: number): boolean => {
        const [a, b, c] = [z!, y!, x!].map((part) => Math.trunc(part * radius * share))
        return cones.isInside(a!, b!, c!, distances, 0)
      }
      expect(at(0.9)).toBe(true)
      expect(at(1.25)).toBe(false)
    }
  }
})

test('the centre is inside; the slot chooses the object', () => {
  const distances = Float32Array.from({ length: 192 }, (_, index) => (index < 96 ? 2 : 8))
  expect(cones.isInside(0, 0, 0, distances, 0)).toBe(true)
  expect(cones.isInside(0, 5, 0, distances, 0)).toBe(false)
  expect(cones.isInside(0, 5, 0, distances, 96)).toBe(true)
})
