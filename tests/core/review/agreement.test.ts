import { expect, test } from 'vitest'
import { agreementOf } from '../../../src-main/core/review/agreement.ts'

test('kappa of five pairs of answers, worked by hand', () => {
  // 4 of 5 agree; by chance 3/5·2/5 + 1/5·2/5 + 1/5·1/5 = 0.36; (0.8 - 0.36) / 0.64
  const given = [
    [0, 0],
    [0, 0],
    [0, 1],
    [1, 1],
    [2, 2],
  ] as const
  const found = agreementOf(given, 'pairwise', 0.95)
  expect(found).toMatchObject({ agreed: 4, items: 5, weighted: null })
  expect((found.kappa as { value: number }).value).toBeCloseTo(0.6875, 12)
  expect(found.kappa).toMatchObject({ n: 5, upper: 1 })
})

test('weighted kappa of four pairs of ratings, worked by hand', () => {
  // quadratic: seen 1 - (1/16)/4, by chance 1 - (76/16)/16: (0.984375 - 0.703125) / 0.296875 = 18/19
  const given = [
    [0, 0],
    [2, 3],
    [4, 4],
    [1, 1],
  ] as const
  const found = agreementOf(given, 'rating', 0.95)
  expect((found.weighted as { value: number }).value).toBeCloseTo(18 / 19, 12)
  // plain: 3 of 4 agree, 3/16 by chance
  expect((found.kappa as { value: number }).value).toBeCloseTo((0.75 - 3 / 16) / (13 / 16), 12)
})

test('kappa is undefined, not zero, without answers or with one kind of answer only', () => {
  expect(agreementOf([], 'pairwise', 0.95)).toMatchObject({
    kappa: { undefined: 'no item was answered twice' },
    items: 0,
  })
  const always = agreementOf(
    [
      [1, 1],
      [1, 1],
    ],
    'rating',
    0.95,
  )
  expect(always.kappa).toHaveProperty('undefined')
  expect(always.weighted).toHaveProperty('undefined')
  expect(always.agreed).toBe(2)
})

test('perfect agreement is 1 without an interval, which the formula does not give', () => {
  const { kappa } = agreementOf(
    [
      [0, 0],
      [2, 2],
    ],
    'pairwise',
    0.95,
  )
  expect(kappa).toMatchObject({ value: 1, lower: null, upper: null })
})
