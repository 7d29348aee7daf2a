import { expect, test } from 'vitest'
import type { History } from '../../../src-main/core/history/open-history.ts'
import {
  caseIds,
  casePayload,
  environment,
  openInMemory,
  recordOrder,
  runPayload,
  sha,
} from './sample-record.ts'

function started(): History {
  const history = openInMemory()
  recordOrder(history)
  history.append('run-started', runPayload('r1'))
  return history
}

const finished = { run: 'r1', done: 0, failed: 0, reason: null }

test('a started run has the whole order and is running', () => {
  const history = started()
  expect(history.run('r1')).toMatchObject({
    ...runOf(history),
    state: 'running',
    role: 'tool',
    reference: 'baseline:otsu',
    toolName: 'otsu',
    toolKind: 'baseline',
    finishedAt: null,
  })
  expect(history.evaluation('e1')?.state).toBe('running')
})

test('a run with another tool, dataset or key than ordered is refused', () => {
  const history = openInMemory()
  recordOrder(history)
  const start = (changed: object) => () =>
    history.append('run-started', { ...runPayload('r1'), ...changed })
  expect(start({ toolDigest: sha('other') })).toThrow(/tool digest of otsu/)
  expect(start({ datasetDigest: sha('other') })).toThrow(/dataset digest/)
  expect(start({ key: 'watershed' })).toThrow(/ordered with the tools otsu, median/)
})

test('an interrupted run is resumed in the environment that it goes on in', () => {
  const history = started()
  history.append('case-finished', casePayload('r1', 'a'))
  history.append('run-interrupted', { run: 'r1', reason: 'The program ended.' })
  expect(history.run('r1')).toMatchObject({ state: 'interrupted', reason: 'The program ended.' })
  expect(history.unfinishedEvaluations()).toMatchObject([{ id: 'e1', state: 'interrupted' }])
  history.append('run-resumed', { run: 'r1', ...environment, host: 'bench-3' })
  expect(history.run('r1')).toMatchObject({ state: 'running', host: 'bench-3', done: 1 })
  expect(history.events({ type: 'run-started' })[0]?.payload).toHaveProperty('host', 'bench-2')
})

test('cancelled and failed runs stay', () => {
  const history = started()
  history.append('run-finished', { ...finished, state: 'cancelled', reason: 'by the user' })
  expect(history.run('r1')).toMatchObject({ state: 'cancelled', reason: 'by the user' })
  expect(history.evaluation('e1')?.state).toBe('cancelled')
  history.append('run-started', runPayload('r2', 'median'))
  history.append('run-finished', { ...finished, run: 'r2', state: 'failed', reason: 'no model' })
  expect(history.runs('e1').map((run) => run.state)).toEqual(['cancelled', 'failed'])
})

test('an evaluation whose every run failed has failed', () => {
  const history = started()
  history.append('run-finished', { ...finished, state: 'failed', reason: 'no model' })
  expect(history.evaluation('e1')?.state).toBe('running')
  history.append('run-started', runPayload('r2', 'median'))
  history.append('run-finished', { ...finished, run: 'r2', state: 'failed', reason: 'no model' })
  expect(history.evaluation('e1')).toMatchObject({ state: 'failed' })
  expect(history.evaluation('e1')?.finishedAt).toBe(history.run('r2')?.finishedAt)
})

test('a run is done when every case has ended, with the counts of the record', () => {
  const history = started()
  const finish = (done: number, failed: number) => () =>
    history.append('run-finished', { ...finished, state: 'done', done, failed })
  history.append('case-finished', casePayload('r1', 'a'))
  expect(finish(2, 0)).toThrow(/done cases of r1 is 1 in the record and 2/)
  expect(finish(1, 1)).toThrow(/failed cases of r1 is 0 in the record and 1/)
  expect(finish(1, 0)).toThrow(/cases of r1 is 3 in the record and 1/)
  for (const id of caseIds.slice(1)) history.append('case-finished', casePayload('r1', id))
  expect(finish(3, 0)).not.toThrow()
})

test('a run changes state only from a state that allows it', () => {
  const history = started()
  const resume = () => history.append('run-resumed', { run: 'r1', ...environment })
  const interrupt = () => history.append('run-interrupted', { run: 'r1', reason: 'x' })
  expect(resume).toThrow(/r1 is running, and this needs it to be interrupted/)
  history.append('run-finished', { ...finished, state: 'cancelled' })
  expect(interrupt).toThrow(/r1 is cancelled, and this needs it to be running/)
  expect(() => history.append('run-finished', { ...finished, state: 'failed' })).toThrow(/r1 is/)
  expect(resume).not.toThrow()
})

function runOf(history: History): object {
  const event = history.events({ type: 'run-started' })[0]
  const { run, ...payload } = event?.payload as Record<string, unknown>
  return { ...payload, id: run, startedAt: event?.at, seq: event?.seq }
}
