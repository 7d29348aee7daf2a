import { expect, test } from 'vitest'
import { ratedSchema } from '../../../src-main/contract/criteria.ts'
import { usabilityRows } from '../../../src-main/core/criteria/usability-rows.ts'

test('what has a weight says what its marks mean: a scale or anchors', () => {
  for (const row of ratedSchema.array().parse(usabilityRows))
    expect(row.weight === 0 || row.scale !== null || row.anchors.length > 2, row.id).toBe(true)
})

test('costs are asked for and bear no mark of their own', () => {
  const costs = usabilityRows.filter(({ id }) => id.startsWith('usability.cost'))
  expect(costs).toHaveLength(4)
  expect(costs.every(({ weight, scale }) => weight === 0 && scale === null)).toBe(true)
})
