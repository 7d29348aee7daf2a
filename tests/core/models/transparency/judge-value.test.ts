import { expect, test } from 'vitest'
import {
  absent,
  hasNumberWithUnit,
  isSpecific,
  judge,
  quoteOf,
  substance,
} from '../../../../src-main/core/models/transparency/judge-value.ts'

test('lists and maps of nothing are nothing; what is left is judged', () => {
  expect(substance([])).toBeNull()
  expect(substance({ a: null, b: ['n/a', {}] })).toBeNull()
  expect(substance({ a: 'unknown', b: [' x-ray '], c: 0 })).toEqual({ b: ['x-ray'], c: 0 })
  expect(substance(Number.NaN)).toBeNull()
})

test('absent, boilerplate, present and checked bear 0, 0, 1 and 2 points', () => {
  expect(judge(undefined, 'checked', () => true)).toEqual(absent)
  expect(judge('TBD', 'checked', () => true)).toEqual({
    ...{ points: 0, quote: '', note: 'says nothing of its own: TBD' },
  })
  expect(judge('a text', 'checked', () => false)).toEqual({
    points: 1,
    quote: 'a text',
    note: 'stated',
  })
  expect(judge('a text', 'checked', () => true)).toMatchObject({ points: 2, note: 'checked' })
})

test('a quote is one line and short', () => {
  expect(quoteOf('two\n  lines')).toBe('two lines')
  expect(quoteOf('x'.repeat(1000))).toHaveLength(300)
  expect(quoteOf(undefined)).toBe('')
})

test('a long text, a positive number and a number with its unit are specific', () => {
  expect(isSpecific('short')).toBe(false)
  expect(isSpecific('x'.repeat(40))).toBe(true)
  expect(isSpecific('0.2 s on a GPU')).toBe(true)
  expect([isSpecific(0), isSpecific(12)]).toEqual([false, true])
  expect([hasNumberWithUnit('4 GB'), hasNumberWithUnit('much')]).toEqual([true, false])
})

test('lists and maps are quoted as a person would write them', () => {
  expect(quoteOf(['nuclei', 'fluorescence'])).toBe('nuclei, fluorescence')
  expect(quoteOf([{ name: 'A. Author', orcid: '0000-0001' }, { name: 'B. Author' }])).toBe(
    'name: A. Author, orcid: 0000-0001; name: B. Author',
  )
  expect(quoteOf({ epochs: 20, none: null })).toBe('epochs: 20')
  expect(quoteOf(false)).toBe('false')
})
