import { expect, test } from 'vitest'
import { signFlipTest } from '../../../src-main/core/statistics/sign-flip.ts'
import { differencesOf } from './w2s-rows.ts'

test('visits all flips up to n = 20', () => {
  const result = signFlipTest([1.1, -0.4, 2.3, 0.7, -1.9, 3.1, 0.2, 1.5])
  expect(result).toEqual({ p: 0.1875, flips: 256, method: 'exact' })
})

test('W2S: N2N - default .001953125, fast - default .4921875', () => {
  expect(signFlipTest(differencesOf('n2n', 'n2vDefault')).p).toBe(0.001953125)
  expect(signFlipTest(differencesOf('n2vFast', 'n2vDefault')).p).toBe(0.4921875)
})

test('equal sums count as equal although they round differently', () => {
  // Of the 8 flips, those of +++ and --- reach the observed sum.
  expect(signFlipTest([0.1, 0.2, 0.3]).p).toBe(0.25)
  expect(signFlipTest([0.3, 0.1, -0.2]).p).toBe(0.75) // ±0.2 and ±0.6 and ±0.4 of 8, not ±0
})

test('samples above n = 20, with one added to both counts', () => {
  const twenty = Array.from({ length: 20 }, () => 1)
  expect(signFlipTest(twenty)).toEqual({ p: 2 / 2 ** 20, flips: 2 ** 20, method: 'exact' })
  const more = Array.from({ length: 21 }, () => 1)
  expect(signFlipTest(more, { draws: 99, seed: 1 })).toEqual({
    p: 1 / 100,
    flips: 99,
    method: 'sampled',
  })
})

test('the sampled p is near the exact one and repeats with its seed', () => {
  const values = Array.from({ length: 24 }, (_, i) => Math.sin(i * 7.3) + 0.25)
  const first = signFlipTest(values, { draws: 4000, seed: 5 })
  expect(first.p).toBe(303 / 4001)
  expect(signFlipTest(values, { draws: 4000, seed: 5 })).toEqual(first)
  expect(signFlipTest(values)).toEqual({ p: 0.0739, flips: 9999, method: 'sampled' })
  expect(signFlipTest(values, { draws: 4000, seed: 6 }).p).not.toBe(first.p)
  // The exact p of all 2^24 flips, counted once.
  expect(Math.abs(first.p - EXACT_24)).toBeLessThan(0.015)
})

const EXACT_24 = 0.07615470886230469
