import { expect, test } from 'vitest'
import { asCore } from '../../../../src-main/core/models/processing/as-core.ts'

test('core ignores eps and adds it to a fixed std', () => {
  expect(asCore({ kind: 'zero_mean_unit_variance', axes: null, eps: 0.1 })).toMatchObject({
    eps: 1e-6,
  })
  expect(
    asCore({ kind: 'fixed_zero_mean_unit_variance', mean: [0], std: [2], axis: null }),
  ).toMatchObject({ std: [2.000001] })
})

test('core has no answer for thresholds along an axis, and agrees elsewhere', () => {
  expect(asCore({ kind: 'binarize', threshold: [1, 2], axis: 'channel' })).toBeNull()
  const same = { kind: 'sigmoid' } as const
  expect(asCore(same)).toBe(same)
})
