import { expect, test } from 'vitest'
import type { History } from '../../../src-main/core/history/open-history.ts'
import { realFromJson } from '../../../src-main/core/history/project-cases.ts'
import { casePayload, openInMemory, recordOrder, runPayload } from './sample-record.ts'

const failure = { run: 'r1', case: 'a', code: 'engine-died', message: 'Killed.' }

function started(): History {
  const history = openInMemory()
  recordOrder(history)
  history.append('run-started', runPayload('r1'))
  return history
}

test('a finished case has its scores, with infinities and reasons', () => {
  const history = started()
  const { seq, at } = history.append('case-finished', casePayload('r1', 'a'))
  const [entry] = history.casesOfRun('r1')
  const { scores, ...given } = casePayload('r1', 'a')
  expect(entry).toMatchObject({ ...given, state: 'done', sample: 'slide-a', seq, endedAt: at })
  const tuple = { version: '1', aggregation: 'mean', emptyCasePolicy: 'touchstone', seq }
  const options = { dataRange: 255, window: 7 }
  expect(entry?.scores).toEqual([
    { ...tuple, options, metric: 'dice', score: { undefined: 'both-empty' } },
    { ...tuple, options, metric: 'f1@0.5', score: { value: 0.75 } },
    { ...tuple, options, metric: 'psnr', score: { value: 'Infinity' } },
  ])
  expect(scores).toHaveLength(3)
})

test.each([0.1 + 0.2, 5e-324, -1.7976931348623157e308, 2 ** 60, 0, 1])(
  'the value %d comes back to the last bit',
  (value) => {
    const history = started()
    history.append('case-finished', casePayload('r1', 'a', value))
    const scores = history.casesOfRun('r1')[0]?.scores
    expect(scores?.find((entry) => entry.metric === 'f1@0.5')?.score).toEqual({ value })
  },
)

test('one metric with two options is two scores, and the same twice is refused', () => {
  const history = started()
  const payload = casePayload('r1', 'a')
  const [first] = payload.scores
  if (first === undefined) throw new Error('the sample has scores')
  const other = { ...first, options: { dataRange: 1 } }
  expect(() => history.append('case-finished', { ...payload, scores: [first, first] })).toThrow(
    expect.objectContaining({ code: 'conflict' }),
  )
  expect(history.casesOfRun('r1')).toEqual([])
  history.append('case-finished', { ...payload, scores: [first, other] })
  expect(history.casesOfRun('r1')[0]?.scores).toHaveLength(2)
})

test('a failed case has its reason, and may be tried again', () => {
  const history = started()
  history.append('case-failed', failure)
  expect(history.casesOfRun('r1')).toMatchObject([
    {
      case: 'a',
      state: 'failed',
      failure: { code: 'engine-died', message: 'Killed.' },
      scores: [],
    },
  ])
  expect(history.run('r1')).toMatchObject({ done: 0, failed: 1 })
  history.append('case-finished', casePayload('r1', 'a'))
  expect(history.casesOfRun('r1')).toMatchObject([{ case: 'a', state: 'done', failure: null }])
  expect(history.run('r1')).toMatchObject({ done: 1, failed: 0 })
})

test('a finished case is not written again', () => {
  const history = started()
  history.append('case-finished', casePayload('r1', 'a'))
  const message = expect.stringContaining('already finished (event 7)') as string
  const conflict = expect.objectContaining({ code: 'conflict', message }) as Error
  expect(() => history.append('case-finished', casePayload('r1', 'a', 1))).toThrow(conflict)
  expect(() => history.append('case-failed', failure)).toThrow(conflict)
})

test('a case needs a running run and a place in its dataset', () => {
  const history = started()
  expect(() => history.append('case-finished', casePayload('r1', 'z'))).toThrow(/has no case z/)
  expect(() => history.append('case-finished', casePayload('r9', 'a'))).toThrow(/has no run r9/)
  history.append('run-interrupted', { run: 'r1', reason: 'x' })
  expect(() => history.append('case-finished', casePayload('r1', 'a'))).toThrow(/r1 is interrupted/)
})

test('realFromJson turns the words for infinities into numbers', () => {
  expect([realFromJson('Infinity'), realFromJson('-Infinity'), realFromJson(0.5)]).toEqual([
    Infinity,
    -Infinity,
    0.5,
  ])
})
