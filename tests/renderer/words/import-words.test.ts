import { expect, test } from 'vitest'
import type { ImportedCase } from '../../../src-main/contract/import-preview.ts'
import { importCounts, takenAs } from '../../../src-renderer/words/import-words.ts'

const one = (state: ImportedCase['state']): ImportedCase => ({
  ...{ case: 'a', file: null, state, objects: null, trueObjects: null, reason: '' },
  ...{ profile: null, size: null },
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

test('says what a file was taken as, as far as it was read', () => {
  expect(takenAs({ profile: 'label TIFF', size: '64 x 64' })).toBe('label TIFF, 64 x 64')
  expect(takenAs({ profile: 'CSV points', size: null })).toBe('CSV points')
  expect(takenAs(one('missing'))).toBe('')
})
