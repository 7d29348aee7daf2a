import { expect, test } from 'vitest'
import { tInterval } from '../../../src-main/core/statistics/t-interval.ts'
import { differencesOf, psnr } from './w2s-rows.ts'

test.each([
  ['noisy', 15.4347, 19.9731],
  ['n2vDefault', 18.9754, 25.9474],
  ['n2vFast', 18.614, 25.9674],
  ['n2n', 22.4058, 28.1759],
] as const)('W2S %s: %f to %f', (tool, lower, upper) => {
  const interval = tInterval(psnr[tool], 0.95)
  expect(interval.lower).toBeCloseTo(lower, 4)
  expect(interval.upper).toBeCloseTo(upper, 4)
})

test.each([
  ['n2vDefault', 'noisy', 4.75745, 2.045519, 3.2942, 6.2207],
  ['n2vFast', 'noisy', 4.58679, 2.228391, 2.9927, 6.1809],
  ['n2n', 'noisy', 7.5869, 1.640657, 6.4132, 8.7606],
  ['n2vFast', 'n2vDefault', -0.17066, 0.766848, -0.7192, 0.3779],
  ['n2n', 'n2vDefault', 2.82945, 1.839574, 1.5135, 4.1454],
  ['n2n', 'n2vFast', 3.00011, 2.187151, 1.4355, 4.5647],
] as const)('W2S %s - %s', (a, b, mean, sd, lower, upper) => {
  const interval = tInterval(differencesOf(a, b), 0.95)
  expect(interval.mean).toBeCloseTo(mean, 5)
  expect(interval.sd).toBeCloseTo(sd, 6)
  expect(interval.lower).toBeCloseTo(lower, 4)
  expect(interval.upper).toBeCloseTo(upper, 4)
})

test('equal values have an interval of no width; one value has none; nothing is clipped', () => {
  expect(tInterval([0.5, 0.5], 0.95)).toEqual({ mean: 0.5, sd: 0, lower: 0.5, upper: 0.5 })
  expect(tInterval([0.5], 0.95).lower).toBeNaN()
  expect(tInterval([1, 0.9], 0.95).upper).toBeGreaterThan(1)
})
