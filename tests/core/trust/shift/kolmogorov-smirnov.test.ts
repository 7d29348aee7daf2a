import { expect, test } from 'vitest'
import { kolmogorovSmirnov } from '../../../../src-main/core/trust/shift/kolmogorov-smirnov.ts'

test('two samples apart: distance 1, and one of six orders on either side', () => {
  expect(kolmogorovSmirnov([1, 2], [3, 4], 'exact')).toEqual({ statistic: 1, p: 2 / 6 })
})

test('one value against two, in the middle: no order is nearer', () => {
  expect(kolmogorovSmirnov([2], [1, 3], 'exact')).toEqual({ statistic: 0.5, p: 1 })
})

test('ties are steps taken together', () => {
  const { statistic, p } = kolmogorovSmirnov([1, 1, 2], [1, 1, 2], 'exact')
  expect({ statistic, p }).toEqual({ statistic: 0, p: 1 })
  expect(kolmogorovSmirnov([1, 1, 2], [1, 2, 2]).statistic).toBeCloseTo(1 / 3, 15)
})

test('exchanging the samples changes nothing', () => {
  const [x, y] = [
    [0.1, 0.4, 0.35, 0.8, 1.2],
    [0.2, 0.9, 1.3, 1.1],
  ]
  expect(kolmogorovSmirnov(x, y)).toEqual(kolmogorovSmirnov(y, x))
  expect(kolmogorovSmirnov(x, y, 'exact').p).toBeCloseTo(kolmogorovSmirnov(y, x, 'exact').p, 14)
})

test('a long exact p is refused with the way out', () => {
  const long = Float64Array.from({ length: 10_001 }, (_, i) => i)
  expect(() => kolmogorovSmirnov(long, [1], 'exact')).toThrow('ask for the asymptotic one')
  expect(kolmogorovSmirnov(long, long).p).toBe(1)
})
