import { expect, test } from 'vitest'
import type { History } from '../../../src-main/core/history/open-history.ts'
import {
  caseIds,
  datasetPayload,
  evaluationPayload,
  openInMemory,
  recordOrder,
  runPayload,
  sha,
  toolPayload,
} from './sample-record.ts'

function refusal(history: History, act: () => unknown): unknown {
  const before = history.head()
  let thrown: unknown
  try {
    act()
  } catch (error) {
    thrown = error
  }
  expect(history.head()).toEqual(before) // nothing was written
  expect(history.verify().problems).toEqual([])
  return thrown
}

test('a dataset frozen again keeps one row and shows the later folder', () => {
  const history = openInMemory()
  history.append('dataset-frozen', datasetPayload())
  history.append('dataset-frozen', { ...datasetPayload(), folder: '/moved' })
  expect(history.datasets()).toHaveLength(1)
  expect(history.dataset(datasetPayload().digest)).toMatchObject({ folder: '/moved', seq: 2 })
  expect(history.verify().ok).toBe(true)
})

test('a dataset with one case id twice is refused whole', () => {
  const history = openInMemory()
  const error = refusal(history, () =>
    history.append('dataset-frozen', datasetPayload(['a', 'a', 'b'])),
  )
  expect(error).toMatchObject({ code: 'conflict' })
  expect(history.datasets()).toEqual([])
})

test('an evaluation needs its dataset and its tools in the record', () => {
  const history = openInMemory()
  expect(
    refusal(history, () => history.append('evaluation-created', evaluationPayload())),
  ).toMatchObject({ code: 'not-found' })
  history.append('dataset-frozen', datasetPayload())
  history.append('tool-registered', toolPayload('otsu'))
  expect(
    refusal(history, () => history.append('evaluation-created', evaluationPayload())),
  ).toMatchObject({ code: 'not-found' })
})

test('an id is used once', () => {
  const history = openInMemory()
  recordOrder(history)
  history.append('run-started', runPayload('r1'))
  expect(
    refusal(history, () => history.append('evaluation-created', evaluationPayload())),
  ).toMatchObject({ code: 'conflict' })
  expect(refusal(history, () => history.append('run-started', runPayload('r1')))).toMatchObject({
    code: 'conflict',
  })
})

test('every event that names something unknown is refused', () => {
  const history = openInMemory()
  recordOrder(history, caseIds)
  const unknown = runPayload('r1', 'otsu', 'e9')
  expect(refusal(history, () => history.append('run-started', unknown))).toMatchObject({
    code: 'not-found',
    message: 'The record has no evaluation e9.',
  })
})

test('the head follows every event, also one that no other table shows', () => {
  const history = openInMemory()
  history.append('note', { by: 'mara', text: 'one' })
  const { hash } = history.append('record-verified', {
    ok: true,
    events: 1,
    head: sha('x'),
    problems: 0,
  })
  expect(history.head()).toEqual({ seq: 2, hash })
})
