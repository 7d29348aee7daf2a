import { expect, test } from 'vitest'
import {
  comparisonIdSchema,
  evaluationIdSchema,
  runIdSchema,
} from '../../../src-main/core/history/ids.ts'

test.each([runIdSchema, evaluationIdSchema, comparisonIdSchema])(
  'an id can name a folder on every system',
  (schema) => {
    for (const good of ['r1', '019a-bc.d_e', 'A'.repeat(128)]) {
      expect(schema.safeParse(good).success).toBe(true)
    }
    for (const bad of ['', '..', '.a', 'a/b', 'a\\b', 'a b', 'é', 'a\n', 'A'.repeat(129)]) {
      expect(schema.safeParse(bad).success).toBe(false)
    }
  },
)
