import { expect, test } from 'vitest'
import { incompleteBeta, logGamma, upperGamma } from '../../../src-main/core/statistics/gamma.ts'
import { expectClose } from './close.ts'

test('ln Γ of a half, of ten, of a large number', () => {
  expectClose(logGamma(0.5), Math.log(Math.PI) / 2)
  expectClose(logGamma(10), Math.log(362880))
  expectClose(logGamma(123.4), 469.3360974421906)
  expect(Math.abs(logGamma(1))).toBeLessThan(1e-14)
  expect(Math.abs(logGamma(2))).toBeLessThan(1e-14)
})

test('the upper incomplete gamma function on both sides of a + 1 (scipy gammaincc)', () => {
  expectClose(upperGamma(2.5, 1.2), 0.7914741205943246)
  expectClose(upperGamma(2.5, 9), 0.0029464045878802923)
  expectClose(upperGamma(1, 3), Math.exp(-3))
  expectClose(upperGamma(1, 0.5), Math.exp(-0.5))
  expectClose(upperGamma(50, 49), 0.5378956063990598)
  expectClose(upperGamma(50, 51.5), 0.39855329602655254)
  expectClose(upperGamma(0.5, 1e-3), 0.9643294082703201)
  expectClose(upperGamma(3, 4), 0.23810330555354436)
  expect(upperGamma(2, 0)).toBe(1)
})

test('the incomplete beta function on both sides of its mean (scipy betainc)', () => {
  expectClose(incompleteBeta(2.5, 3.5, 0.2), 0.1328173097780491)
  expectClose(incompleteBeta(2.5, 3.5, 0.8), 0.9784400592936358)
  expectClose(incompleteBeta(2, 3, 0.3), 0.3483)
  expectClose(incompleteBeta(0.7, 12, 0.02), 0.36756958533784073)
  expectClose(incompleteBeta(3, 1, 0.5), 0.125)
  expectClose(incompleteBeta(1, 3, 0.5), 0.875)
  expect(incompleteBeta(2, 2, 0)).toBe(0)
  expect(incompleteBeta(2, 2, 1)).toBe(1)
  expectClose(incompleteBeta(2, 2, 0.5), 0.5)
})
