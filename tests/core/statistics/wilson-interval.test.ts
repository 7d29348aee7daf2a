import { expect, test } from 'vitest'
import { wilsonInterval } from '../../../src-main/core/statistics/wilson-interval.ts'

test('the worked cases of Newcombe (Stat Med 17, 1998), method 3', () => {
  const cases = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const
  for (const [successes, trials, lower, upper] of cases) {
    const interval = wilsonInterval(successes, trials)
    expect(interval.share).toBe(successes / trials)
    expect(interval.lower).toBeCloseTo(lower, 4)
    expect(interval.upper).toBeCloseTo(upper, 4)
  }
})

test('failures are successes turned round; the ends are exact', () => {
  const some = wilsonInterval(3, 11, 0.9)
  const others = wilsonInterval(8, 11, 0.9)
  expect(others.lower).toBeCloseTo(1 - some.upper, 14)
  expect(others.upper).toBeCloseTo(1 - some.lower, 14)
  expect(wilsonInterval(0, 7).lower).toBe(0)
  expect(wilsonInterval(7, 7).upper).toBe(1)
})

test('refuses what is no proportion', () => {
  for (const [successes, trials] of [
    [1, 0],
    [-1, 5],
    [6, 5],
    [NaN, 5],
  ] as const)
    expect(() => wilsonInterval(successes, trials)).toThrow(
      expect.objectContaining({ code: 'bad-options' }),
    )
})
