import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logitInterval } from '../../../src-main/core/statistics/logit-interval.ts'
import { tInterval } from '../../../src-main/core/statistics/t-interval.ts'
import { expectClose } from './close.ts'

test('worked by hand: two values, mean 1/2, t(0.75, 1) = 1', () => {
  // s = 0.2 √2, standard error 0.2; in logits 0.2 / (1/2 · 1/2) = 0.8
  const { lower, upper } = logitInterval([0.3, 0.7], [0, 1], 0.5)
  expectClose(lower, 1 / (1 + Math.exp(0.8)), 1e-12)
  expectClose(upper, 1 / (1 + Math.exp(-0.8)), 1e-12)
})

test('leans away from the nearer bound', () => {
  const values = [0.99, 0.97, 0.8, 0.98, 1]
  const { lower, upper } = logitInterval(values, [0, 1], 0.95)
  const mean = values.reduce((sum, value) => sum + value) / values.length
  expect(mean - lower).toBeGreaterThan(2 * (upper - mean))
})

test('other bounds are a change of scale, and turning the scores round turns the interval', () => {
  const values = [0.2, 0.9, 0.7, 0.6]
  const unit = logitInterval(values, [0, 1], 0.95)
  const wide = logitInterval(
    values.map((value) => 2 * value - 1),
    [-1, 1],
    0.95,
  )
  expectClose(wide.lower, 2 * unit.lower - 1, 1e-9)
  expectClose(wide.upper, 2 * unit.upper - 1, 1e-9)
  const turned = logitInterval(
    values.map((value) => 1 - value),
    [0, 1],
    0.95,
  )
  expectClose(turned.lower, 1 - unit.upper, 1e-9)
  expectClose(turned.upper, 1 - unit.lower, 1e-9)
})

test('holds the mean, keeps to the bounds, and is Student once the spread is small', () => {
  const scores = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 2,
    maxLength: 30,
  })
  fc.assert(
    fc.property(scores, (values) => {
      const { lower, upper } = logitInterval(values, [0, 1], 0.95)
      const { mean } = tInterval(values, 0.95)
      expect(lower).toBeLessThanOrEqual(mean + 1e-12)
      expect(upper).toBeGreaterThanOrEqual(mean - 1e-12)
      expect(lower).toBeGreaterThanOrEqual(0)
      expect(upper).toBeLessThanOrEqual(1)
    }),
  )
  const close = Array.from({ length: 40 }, (_, i) => 0.5 + (i % 2 === 0 ? 1e-4 : -1e-4))
  expectClose(logitInterval(close, [0, 1], 0.95).lower, tInterval(close, 0.95).lower, 1e-8)
})

test('equal values: no width', () => {
  expect(logitInterval([1, 1, 1], [0, 1], 0.95)).toEqual({ lower: 1, upper: 1 })
  expect(logitInterval([0, 0], [0, 1], 0.95)).toEqual({ lower: 0, upper: 0 })
})
