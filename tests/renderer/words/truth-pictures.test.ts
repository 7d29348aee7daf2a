import { expect, test } from 'vitest'
import { pictureWords, picturesOf } from '../../../src-renderer/words/truth-pictures.ts'

test('objects are shown where the check knows them, other cases whole', () => {
  const places = [
    { case: 'a', label: 3 },
    { case: 'a', label: 5 },
  ]
  const shown = picturesOf({ cases: ['a', 'b'], places })
  expect(shown.map(pictureWords)).toEqual(['label 3 of a', 'label 5 of a', 'all of b'])
})

test('a finding of a record of before shows its cases, one about none shows nothing', () => {
  expect(picturesOf({ cases: ['a'] })).toEqual([{ caseId: 'a', label: null }])
  expect(picturesOf({ cases: [] })).toEqual([])
})
