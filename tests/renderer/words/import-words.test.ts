import { expect, test } from 'vitest'
import type { ImportedCase } from '../../../src-main/contract/import-preview.ts'
import { importCounts } from '../../../src-renderer/words/import-words.ts'

const one = (state: ImportedCase['state']): ImportedCase => ({
  ...{ case: 'a', file: null, state, objects: null, trueObjects: null, reason: '' },
})
const rest = { unused: [], suspicions: [] }

test('says how many are paired, refused, left over and looked into', () => {
  const cases = [one('fits'), one('missing'), one('refused'), one('not-looked-at')]
  expect(importCounts({ cases, ...rest, unusedTotal: 1, lookedAt: 2 })).toBe(
    '3 of 4 cases have a prediction; 1 is refused; 1 file belongs to no case; 2 were looked into.',
  )
  expect(importCounts({ cases: [one('fits')], ...rest, unusedTotal: 0, lookedAt: 1 })).toBe(
    '1 of 1 case has a prediction.',
  )
})
