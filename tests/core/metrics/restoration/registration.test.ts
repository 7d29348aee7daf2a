import { expect, test } from 'vitest'
import { gaussianBlur } from '../../../../src-main/core/metrics/restoration/gaussian-blur.ts'
import {
  shiftBetween,
  shifted,
} from '../../../../src-main/core/metrics/restoration/registration.ts'
import { image } from './patterns.ts'

const blob = (top: number, left: number) =>
  image([40, 48], (y, x) => Math.exp(-((y - top) ** 2 + (x - left) ** 2) / 18))

test.each([
  [3, -5],
  [0.3, 0.6],
  [-2.4, 7.25],
])('finds a shift of %d rows and %d columns', (y, x) => {
  const found = shiftBetween(blob(20 + y, 24 + x), blob(20, 24))
  expect(found.y).toBeCloseTo(y, 1)
  expect(found.x).toBeCloseTo(x, 1)
})

test('whole pixels move exactly, the edge is repeated', () => {
  const ramp = image([2, 4], (y, x) => 10 * y + x)
  expect([...shifted(ramp, { y: 0, x: 1 }).data]).toEqual([0, 0, 1, 2, 10, 10, 11, 12])
  expect([...shifted(ramp, { y: -1, x: 0 }).data]).toEqual([10, 11, 12, 13, 10, 11, 12, 13])
})

test('a smooth image moved by a fraction is the smooth image there', () => {
  const soft = gaussianBlur(blob(20, 24), 1)
  const expected = gaussianBlur(blob(20.4, 23.3), 1)
  const moved = shifted(soft, { y: 0.4, x: -0.7 })
  const worst = Math.max(...Array.from(moved.data, (one, i) => Math.abs(one - expected.data[i]!)))
  expect(worst).toBeLessThan(2e-3)
})
