import { expect, test } from 'vitest'
import { criterionSchema } from '../../../src-main/contract/criteria.ts'
import {
  transparencyFields,
  transparencyRows,
} from '../../../src-main/core/criteria/transparency-rows.ts'

test('every field is asked once, under an id that an order may have', () => {
  const rows = transparencyRows(20)
  expect(criterionSchema.array().parse(rows)).toHaveLength(transparencyFields.length)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  expect(new Set(transparencyFields.map(({ field }) => field)).size).toBe(rows.length)
})

test('all rows together weigh about what is stated', () => {
  const sum = transparencyRows(20).reduce((all, { weight }) => all + weight, 0)
  expect(Math.abs(sum - 20)).toBeLessThan(0.3)
})
