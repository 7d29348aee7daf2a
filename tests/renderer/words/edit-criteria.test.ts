import { expect, test } from 'vitest'
import {
  changesOf,
  draftOf,
  newId,
  rowOf,
  savingWarnings,
} from '../../../src-renderer/words/edit-criteria.ts'
import { afterOrder, fakeCriteria, fakeRows } from '../fixtures/fake-criteria.ts'

test('every row survives its form unchanged', () => {
  for (const row of fakeRows) expect(rowOf(draftOf(row), [])).toEqual(row)
})

test('a new row gets an id of its name that no other row has', () => {
  expect(newId('Größe der Bilder (px)', [])).toBe('gro-e-der-bilder-px')
  expect(newId('Support', ['support', 'support-2'])).toBe('support-3')
  expect(newId('  日本 ', [])).toBe('row')
  const draft = { ...draftOf(null), name: 'Support', question: 'Is there support?' }
  expect(rowOf(draft, ['support'])).toMatchObject({ id: 'support-2', kind: 'rated', weight: 1 })
})

test('what is missing is said', () => {
  const whole = { ...draftOf(null), name: 'Support', question: 'Is there support?' }
  const missing = (change: Partial<typeof whole>) => rowOf({ ...whole, ...change }, [])
  expect(missing({ name: ' ' })).toMatch(/name/)
  expect(missing({ question: '' })).toMatch(/asked/)
  expect(missing({ from: 'metric' })).toMatch(/metric/)
  expect(missing({ weight: null })).toMatch(/0 to 1000/)
  expect(missing({ weight: Number.NaN })).toMatch(/0 to 1000/)
  expect(missing({ judgedBy: 'scale', worst: 1, best: 1 })).toMatch(/different/)
  expect(
    missing({
      anchors: [
        { mark: 2, text: 'a' },
        { mark: 0, text: 'b' },
      ],
    }),
  ).toMatch(/0 to 1/)
  expect(missing({ kind: 'gate', from: 'metric', metric: 'f1@0.5' })).toMatch(/bound/)
})

test('changes are told one by one', () => {
  const [f1, ...rest] = fakeRows
  const heavier = { ...f1!, weight: 9 } as typeof f1
  const added = { ...rest[0]!, id: 'new', name: 'New row' }
  const renamed = { ...rest[1]!, name: 'Other' }
  expect(changesOf(fakeRows, fakeRows)).toEqual([])
  expect(changesOf(fakeRows, [heavier!, rest[0]!, renamed, ...rest.slice(2, -1), added])).toEqual([
    'F1 at IoU 0.5 weighs 9 instead of 5.',
    'Other is changed.',
    'New row is added.',
    'Same output twice is removed.',
  ])
})

test('saving warns of results and marks that were there', () => {
  const matrix = fakeCriteria()
  expect(savingWarnings(matrix)).toHaveLength(1)
  const order = { tool: 'tool-0', criterion: 'documents', mark: 0.5, rater: 'Anna' }
  expect(savingWarnings(afterOrder(matrix, 'marks', order))[0]).toContain('by Anna')
  expect(savingWarnings({ cells: {}, versions: [] })).toEqual([])
})
