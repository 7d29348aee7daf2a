import { expect, test } from 'vitest'
import { kolmogorovCdfByMatrix } from '../../../../src-main/core/trust/shift/kolmogorov-matrix.ts'
import { kolmogorovCdfBySeries } from '../../../../src-main/core/trust/shift/kolmogorov-series.ts'

test.each([
  [150, 0.1],
  [500, 0.03],
  [500, 0.06],
  [1000, 0.02],
])('comes near the exact distribution for %i values at %d', (n, d) => {
  const difference = kolmogorovCdfBySeries(n, d) - kolmogorovCdfByMatrix(n, d)
  expect(Math.abs(difference)).toBeLessThan(1 / n ** 2 / 10)
})
