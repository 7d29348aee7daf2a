import { expect, test } from 'vitest'
import {
  checksOf,
  criteriaOf,
  eventsOf,
  marksOf,
  statementsOf,
} from '../../../src-main/core/criteria/read-decisions.ts'
import { openInMemory, sha } from '../history/sample-record.ts'
import type { Payload } from '../../../src-main/core/history/events.ts'
import { ratedRow } from './compared-tools.ts'

const tool = { key: 'a', digest: sha('a') }
const mark = { comparison: 'c1', tool, criterion: 'own', reason: '' } as const
const said: Payload<'statement-made'> = {
  ...{ tool: sha('a'), criterion: 'own', answer: 'yes', text: '', value: null },
  ...{ document: null, person: 'Anna', role: '', dated: null },
}

test('the last mark of each rater counts, of this comparison only', () => {
  const history = openInMemory()
  history.append('mark-given', { ...mark, mark: 0, rater: 'Anna' })
  history.append('mark-given', { ...mark, mark: 0.5, rater: 'Ben' })
  history.append('mark-given', { ...mark, mark: 1, rater: 'Anna' })
  history.append('mark-given', { ...mark, comparison: 'c2', mark: 0, rater: 'Anna' })
  expect(marksOf(history, 'c1')('a', 'own').map((one) => [one.rater, one.mark, one.seq])).toEqual([
    ['Anna', 1, 3],
    ['Ben', 0.5, 2],
  ])
  expect(marksOf(history, 'c1')('b', 'own')).toEqual([])
  expect(eventsOf(history, 'mark-given')).toHaveLength(4)
})

test('the latest criteria count, and say whether marks and results were there before', () => {
  const history = openInMemory()
  const set = { comparison: 'c1', person: 'Anna', reason: '' } as const
  history.append('criteria-set', { ...set, criteria: [ratedRow()] })
  history.append('mark-given', { ...mark, mark: 1, rater: 'Ben' })
  history.append('criteria-set', {
    ...set,
    criteria: [ratedRow({ weight: 2 }), ratedRow({ id: 'b' })],
  })
  const { criteria, versions } = criteriaOf(history, 'c1', 2)
  expect(criteria?.map(({ id }) => id)).toEqual(['own', 'b'])
  expect(versions.map((one) => [one.criteria, one.afterMarks, one.afterResults])).toEqual([
    [1, false, false],
    [2, true, true],
  ])
  expect(criteriaOf(history, 'c2', 2)).toEqual({ criteria: null, versions: [] })
})

test('the last statement of each person in each role stands, the newest first', () => {
  const history = openInMemory()
  history.append('statement-made', said)
  history.append('statement-made', { ...said, person: 'Ben' })
  history.append('statement-made', { ...said, answer: 'no' })
  history.append('statement-made', { ...said, role: 'vendor' })
  const found = statementsOf(history)(sha('a'), 'own')
  expect(found.map(({ seq, payload }) => [seq, payload.person, payload.answer])).toEqual([
    [4, 'Anna', 'yes'],
    [3, 'Anna', 'no'],
    [2, 'Ben', 'yes'],
  ])
})

test('the latest of each check stands', () => {
  const history = openInMemory()
  const check = { check: 'empty-image', unit: '', text: 'nothing', reason: '' }
  const checked = {
    ...{ tool: sha('a'), dataset: sha('d'), cases: ['1'], settings: {}, versions: {} },
    ...{ host: 'h', user: 'u', provider: null },
  } as const
  history.append('tool-checked', { ...checked, checks: [{ ...check, value: 0 }] })
  history.append('tool-checked', { ...checked, checks: [{ ...check, value: 1 }] })
  expect(checksOf(history)(sha('a'), 'empty-image')).toMatchObject({ seq: 2, value: 1 })
  expect(checksOf(history)(sha('b'), 'empty-image')).toBeNull()
})
