import { expect, test } from 'vitest'
import type { Criterion } from '../../../src-main/contract/criteria.ts'
import { gateRows } from '../../../src-main/core/criteria/gate-rows.ts'
import type { Statement } from '../../../src-main/core/criteria/read-decisions.ts'
import { statedCell } from '../../../src-main/core/criteria/stated-cell.ts'
import { sha } from '../history/sample-record.ts'
import { ratedRow } from './compared-tools.ts'

let seq = 0
const said = (change: Partial<Statement['payload']> = {}): Statement => ({
  ...{ seq: (seq += 1), previous: null, at: '2026-11-23T10:00:00Z', type: 'statement-made' },
  hash: sha('event'),
  payload: {
    ...{ tool: sha('a'), criterion: 'own', answer: 'yes', text: '', value: null },
    ...{ document: null, person: 'Anna', role: 'vendor', dated: null },
    ...change,
  },
})
const document = { place: '/a/offer.pdf', page: '2', sha256: sha('offer') }
const cellOf = (
  criterion: Criterion,
  statements: readonly Statement[],
  state: 'there' | 'gone' = 'there',
) => statedCell(criterion, statements, () => state)

test('nobody said anything: no cell', () => {
  expect(cellOf(ratedRow(), [])).toBeNull()
})

test('answers are words, and numbers where a scale needs them', () => {
  const answers = ['yes', 'partly', 'no', 'not-answered'] as const
  expect(answers.map((answer) => cellOf(ratedRow(), [said({ answer })])!.value)).toEqual([
    ...[1, 0.5, 0, null],
  ])
  const value = said({ answer: 'value', value: 1200, text: '1200 EUR a year' })
  expect(cellOf(ratedRow(), [value])).toMatchObject({ text: '1200 EUR a year', value: 1200 })
})

test('a must: yes meets, no fails, everything else leaves open', () => {
  const answers = ['yes', 'no', 'partly', 'not-answered'] as const
  const gates = answers.map((answer) => cellOf(gateRows[0]!, [said({ answer })])!.gate)
  expect(gates).toEqual(['met', 'not-met', 'open', 'open'])
  expect(cellOf(gateRows[0]!, [said({ answer: 'not-applicable' })])!.state).toBe('not-applicable')
})

test('a question of transparency bears two points only with a document that is there', () => {
  const row = ratedRow({ source: { from: 'field', field: 'cite' } })
  expect(cellOf(row, [said()])!.points).toBe(1)
  expect(cellOf(row, [said({ document })])!.points).toBe(2)
  const lost = cellOf(row, [said({ document })], 'gone')!
  expect(lost).toMatchObject({ points: 1, conflict: 'The document /a/offer.pdf is gone.' })
  expect(cellOf(row, [said({ answer: 'partly', document })])!.points).toBe(1)
})

test('the newest counts, all are evidence, and a contradiction is said with names', () => {
  const cell = cellOf(ratedRow(), [
    said({ answer: 'no', person: 'Ben', role: '' }),
    said({ document }),
  ])!
  expect(cell).toMatchObject({ text: 'no', conflict: 'Ben says no, Anna (vendor) says yes.' })
  expect(cell.evidence.map(({ kind }) => kind)).toEqual(['statement', 'statement', 'document'])
  expect(cellOf(ratedRow(), [said(), said({ person: 'Ben' })])!.conflict).toBe('')
})
