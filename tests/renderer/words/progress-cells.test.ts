import { expect, test } from 'vitest'
import type { ProgressEvent } from '../../../src-main/contract/evaluations.ts'
import { cellsOf } from '../../../src-renderer/words/progress-cells.ts'
import { fakeRecord, fakeRuns } from '../fixtures/fake-data.ts'

const run = { ...fakeRuns('instances')[0]!, cases: 4, state: 'running' as const }
let seq = 0
function event(
  type: ProgressEvent['type'],
  caseId: string,
  message = '',
  of = run.id,
): ProgressEvent {
  const base = { at: '', fraction: 0, secondsLeft: null, state: null }
  return { ...base, seq: ++seq, type, run: of, case: caseId, message }
}

test('cells follow the events and the rest waits', () => {
  const cells = cellsOf(run, null, [
    event('case-started', 'a'),
    event('case-finished', 'a'),
    event('case-failed', 'b', 'out of memory'),
    event('case-started', 'c', 'tile 1 of 9'),
    event('case-started', 'z', '', 'another-run'),
  ])
  expect(cells.map((cell) => cell.state)).toEqual(['done', 'failed', 'running', 'pending'])
  expect(cells[1]?.message).toBe('out of memory')
})
test('a case that was under way when its run was cancelled waits again', () => {
  const events = [event('case-finished', 'a'), event('case-started', 'b', 'predicting')]
  const cells = cellsOf({ ...run, state: 'cancelled' }, null, events)
  expect(cells.map((cell) => cell.state)).toEqual(['done', 'pending', 'pending', 'pending'])
  expect(cells[1]).toEqual({ caseId: 'b', state: 'pending', message: null })
})
test('what the record has finished is not running again because of an older event', () => {
  const record = fakeRecord(run, 'instances')
  const first = record.caseResults[0]!
  const cells = cellsOf(run, { ...record, caseResults: [first] }, [
    event('case-started', first.case),
  ])
  expect(cells[0]?.state).toBe('done')
  expect(cells).toHaveLength(4)
})
