import { expect, test } from 'vitest'
import { kolmogorovCdfByMatrix } from '../../../../src-main/core/trust/shift/kolmogorov-matrix.ts'

test("gives the figures of the method's authors", () => {
  expect(kolmogorovCdfByMatrix(10, 0.274)).toBeCloseTo(0.6284796154565043, 12)
})

test('two values by hand: between 1/4 and 1/2 the share is 2 (2 d - 1/2)²', () => {
  for (const d of [0.3, 0.4, 0.5])
    expect(kolmogorovCdfByMatrix(2, d)).toBeCloseTo(2 * (2 * d - 0.5) ** 2, 12)
})
