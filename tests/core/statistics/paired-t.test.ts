import { expect, test } from 'vitest'
import { pairedTTest } from '../../../src-main/core/statistics/paired-t.ts'
import { expectClose } from './close.ts'
import { differencesOf } from './w2s-rows.ts'

test.each([
  ['n2vDefault', 'noisy', 7.354799, 4.3052e-5],
  ['n2vFast', 'noisy', 6.509046, 1.1028e-4],
  ['n2n', 'noisy', 14.623342, 1.4067e-7],
  ['n2vFast', 'n2vDefault', -0.703757, 0.499386],
  ['n2n', 'n2vDefault', 4.863902, 8.9101e-4],
  ['n2n', 'n2vFast', 4.337689, 1.8838e-3],
] as const)('W2S %s - %s: t %f, p %f', (a, b, statistic, p) => {
  const result = pairedTTest(differencesOf(a, b))
  expect(result.statistic).toBeCloseTo(statistic, 6)
  expect(result.degreesOfFreedom).toBe(9)
  expectClose(result.p, p, 5e-5)
})

test('against scipy ttest_1samp', () => {
  const result = pairedTTest([1.1, -0.4, 2.3, 0.7, -1.9, 3.1, 0.2, 1.5])
  expectClose(result.statistic, 1.4879709365398308)
  expectClose(result.p, 0.180359932169896)
})

test('only zeros have no statistic, equal differences have p 0', () => {
  expect(pairedTTest([0, 0, 0]).p).toBeNaN()
  expect(pairedTTest([2, 2, 2])).toEqual({ statistic: Infinity, degreesOfFreedom: 2, p: 0 })
})
