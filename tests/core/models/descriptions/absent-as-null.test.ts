import { expect, test } from 'vitest'
import { z } from 'zod'
import { absentAsNull } from '../../../../src-main/core/models/descriptions/absent-as-null.ts'

test('left out and null both read as null, 0 stays 0', () => {
  const schema = z.object({ halo: absentAsNull(z.number()) })
  expect(schema.parse({})).toEqual({ halo: null })
  expect(schema.parse({ halo: null })).toEqual({ halo: null })
  expect(schema.parse({ halo: 0 })).toEqual({ halo: 0 })
})
