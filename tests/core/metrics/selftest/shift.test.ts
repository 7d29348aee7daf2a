import { expect, test } from 'vitest'
import type { ReferenceCase } from '../../../../src-main/core/metrics/selftest/reference-case.ts'
import { shiftCase } from '../../../../src-main/core/metrics/selftest/shift.ts'

function caseOf(...names: readonly string[]): ReferenceCase {
  return {
    ...{ id: 'a', kind: 'shift', files: {}, dtypes: {}, axes: null, spacing: null, kwargs: {} },
    expected: Object.fromEntries(names.map((name) => [name, {}])),
  }
}
const list = (...data: number[]) => ({ shape: [data.length], data })

test('samples: the values asked for, and no others', () => {
  const arrays = { x: list(0, 1), y: list(2, 3) }
  expect(shiftCase(arrays, caseOf('wasserstein1', 'ks_exact', 'something-else'))).toEqual({
    wasserstein1: 2,
    ks_exact: { statistic: 1, p: 2 / 6 },
  })
})

test('tables: a covariance without inverse leaves the plain distance undefined', () => {
  const arrays = {
    X: { shape: [3, 2], data: [0, 0, 1, 1, 2, 2] },
    Y: { shape: [1, 2], data: [3, 3] },
  }
  const values = shiftCase(arrays, caseOf('mahalanobis', 'mahalanobis_pinv', 'covariance_rank'))
  expect(values['mahalanobis']).toEqual({ undefined: 'singular-covariance' })
  expect(values['covariance_rank']).toBe(1)
  expect(values['mahalanobis_pinv']).toEqual([expect.closeTo(2, 12)])
})

test('a case without samples has no values', () => {
  expect(shiftCase({}, caseOf('wasserstein1'))).toEqual({})
})
