import { expect, test } from 'vitest'
import { measurementNameSchema, ratedSchema } from '../../../src-main/contract/criteria.ts'
import { performanceRows } from '../../../src-main/core/criteria/performance-rows.ts'
import { reliabilityRows } from '../../../src-main/core/criteria/reliability-rows.ts'
import { usabilityRows } from '../../../src-main/core/criteria/usability-rows.ts'

test('everything that Touchstone measures by itself has one row', () => {
  const rows = ratedSchema
    .array()
    .parse([...performanceRows([], '', 40), ...usabilityRows, ...reliabilityRows])
  const measured = rows.flatMap(({ source }) =>
    source.from === 'measurement' ? [source.measurement] : [],
  )
  expect(measured.toSorted()).toEqual(measurementNameSchema.options.toSorted())
})
