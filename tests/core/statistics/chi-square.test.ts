import { expect, test } from 'vitest'
import { chiSquareSf, fSf } from '../../../src-main/core/statistics/chi-square.ts'
import { expectClose } from './close.ts'

test('upper tail of chi-square (scipy chi2.sf)', () => {
  expectClose(chiSquareSf(27.48, 3), 4.669409820165749e-6)
  expectClose(chiSquareSf(2, 2), Math.exp(-1))
})

test('upper tail of F (scipy f.sf)', () => {
  expectClose(fSf(3.2, 4, 56), 0.01949087298548323)
  expectClose(fSf(0.5, 3, 7), 0.6940363875688137)
  expect(fSf(0, 4, 56)).toBe(1)
  expect(fSf(-1, 4, 56)).toBe(1)
  expect(fSf(-20, 4, 56)).toBe(1)
})
