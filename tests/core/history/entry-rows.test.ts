import { expect, test } from 'vitest'
import { caseEntry, eventEntry, scoreEntry } from '../../../src-main/core/history/entry-rows.ts'
import { sha } from './sample-record.ts'

const scoreRow = {
  metric: 'psnr',
  metric_version: '1',
  options: '{}',
  aggregation: 'mean',
  empty_case_policy: 'touchstone',
  value: null,
  undefined_reason: null,
  seq: 1,
}

test('infinities become the words of JSON', () => {
  expect(scoreEntry({ ...scoreRow, value: Infinity }).score).toEqual({ value: 'Infinity' })
  expect(scoreEntry({ ...scoreRow, value: -Infinity }).score).toEqual({ value: '-Infinity' })
})

test('a score with neither value nor reason is damage, not zero', () => {
  expect(() => scoreEntry(scoreRow)).toThrow(expect.objectContaining({ code: 'record-damaged' }))
})

test('a failed case without a reason is damage', () => {
  const row = {
    run: 'r1',
    case_id: 'a',
    sample: null,
    state: 'failed',
    provider: null,
    seconds: '{}',
    notes: '[]',
    outputs: '[]',
    failure_code: null,
    failure_message: null,
    ended_at: 't',
    seq: 1,
  }
  expect(() => caseEntry(row, [])).toThrow(expect.objectContaining({ code: 'record-damaged' }))
})

test('an event of an unknown type is damage', () => {
  const row = { seq: 3, previous: null, at: 't', type: 'gone', payload: '{}', hash: sha('x') }
  expect(() => eventEntry(row)).toThrow(/Event 3 has the unknown type gone/)
})
