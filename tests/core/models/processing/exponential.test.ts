import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exponential } from '../../../../src-main/core/models/processing/exponential.ts'

test('is e^x to twelve digits wherever e^x is a normal number', () => {
  fc.assert(
    fc.property(fc.double({ min: -707, max: 709, noNaN: true }), (x) => {
      const exact = Math.exp(x)
      expect(Math.abs(exponential(x) - exact)).toBeLessThanOrEqual(4e-12 * exact)
    }),
    { numRuns: 2000 },
  )
})

test('ends of the range, infinities and NaN are those of Math.exp', () => {
  for (const x of [-Infinity, -800, -745.2, -708, 0, 709, 710, Infinity])
    expect(exponential(x)).toBe(Math.exp(x))
  expect(exponential(Number.NaN)).toBeNaN()
})

test('float32 results differ from those of Math.exp in no digit that a float32 has', () => {
  let different = 0
  for (let i = 0; i < 100_000; i++) {
    const x = (i - 50_000) / 2500
    if (Math.fround(1 / (1 + exponential(-x))) !== Math.fround(1 / (1 + Math.exp(-x)))) different++
  }
  expect(different).toBeLessThan(5)
})
