import { expect, test } from 'vitest'
import {
  cellLabel,
  demandWords,
  markWords,
  numberText,
  sourceWords,
} from '../../../src-renderer/words/criteria-words.ts'
import { blankCell, fakeCriteria, fakeRows } from '../fixtures/fake-criteria.ts'

const [f1, enough, inDapi] = fakeRows as [
  (typeof fakeRows)[number],
  (typeof fakeRows)[number],
  (typeof fakeRows)[number],
]
const documents = fakeRows.find(({ id }) => id === 'documents')!

test('a cell is told with value, interval, n, where it comes from and its mark', () => {
  const cell = {
    ...blankCell,
    ...{ state: 'measured' as const, text: '0.812', value: 0.812, lower: 0.77, upper: 0.85, n: 16 },
    mark: 0.7,
  }
  expect(cellLabel(f1, cell, 'U-Net')).toBe(
    'U-Net, F1 at IoU 0.5: 0.812 [0.77, 0.85], measured, n 16, mark 0.70. Show the evidence',
  )
})

test('an unknown cell says why and never a number', () => {
  expect(cellLabel(documents, blankCell, 'Suite')).toBe(
    'Suite, Documents: unknown, nobody has stated it. Show the evidence',
  )
  expect(cellLabel(enough, { ...blankCell, gate: 'open' }, 'Suite')).toContain('must: not known')
  expect(cellLabel(f1, null, 'Suite')).toContain('known once the criteria are saved')
})

test('a row says what it demands', () => {
  expect(demandWords(enough)).toBe('must, at least 0.5')
  expect(demandWords(inDapi)).toBe('weight 2, only stain = DAPI')
  expect(demandWords(inDapi, 3.5)).toBe('weight 3.5, only stain = DAPI')
})

test('how a mark came about: a scale, raters, or nobody yet', () => {
  expect(markWords(f1, { ...blankCell, mark: 0.75 })).toBe(
    'Mark 0.75: 0.4 gives 0, 1 gives 1, straight between.',
  )
  expect(markWords(documents, blankCell)).toBe('Nobody has marked it yet.')
  const one = { rater: 'Anna', mark: 0.5, at: '', reason: '', seq: 1 }
  const two = { ...blankCell, mark: 0.75, marks: [one, { ...one, rater: 'Ben', mark: 1 }] }
  expect(markWords(documents, two)).toBe('Mark 0.75, mean of 2 raters.')
  expect(markWords(enough, blankCell)).toBeNull()
})

test('numbers carry no idle digits and a true minus', () => {
  expect([0.5, 3, -0.25, 0.12345, 1e-9].map((value) => numberText(value))).toEqual([
    '0.5',
    '3',
    '−0.25',
    '0.123',
    '0',
  ])
})

test('the source of a row in words', () => {
  const { criteria } = fakeCriteria()
  expect(sourceWords(criteria[0]!.source, () => 'F1')).toBe('measured: F1')
  expect(sourceWords({ from: 'field', field: 'license' })).toContain('license')
})
