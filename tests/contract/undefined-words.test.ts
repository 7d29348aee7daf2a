import { expect, test } from 'vitest'
import { hasWords, undefinedInWords } from '../../src-main/contract/undefined-words.ts'
import { undefinedReasons } from '../../src-main/core/metrics/score.ts'

test.each([...undefinedReasons, 'not-computed', 'not-annotated'])(
  '%s has words of its own',
  (reason) => {
    expect(hasWords(reason)).toBe(true)
    expect(undefinedInWords(reason)).toMatch(/^[a-z][a-z ,]+$/)
  },
)

test('no two reasons read alike', () => {
  const sentences = undefinedReasons.map(undefinedInWords)
  expect(new Set(sentences).size).toBe(sentences.length)
})

test('a reason of a later version is shown as it stands', () => {
  expect(hasWords('moon-too-bright')).toBe(false)
  expect(undefinedInWords('moon-too-bright')).toBe('moon too bright')
})
