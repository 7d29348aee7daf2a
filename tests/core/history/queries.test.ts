import { expect, test } from 'vitest'
import {
  caseIds,
  casePayload,
  comparisonPayload,
  datasetPayload,
  evaluationPayload,
  openInMemory,
  recordEvaluation,
  runPayload,
  sha,
  toolPayload,
} from './sample-record.ts'

function recorded() {
  const history = openInMemory()
  recordEvaluation(history)
  return history
}

test('an empty record has no head, no events and nothing else', () => {
  const history = openInMemory()
  expect(history.head()).toEqual({ seq: 0, hash: null })
  expect(history.events()).toEqual([])
  expect(history.evaluations()).toEqual([])
  expect(history.evaluation('e1')).toBeNull()
  expect(history.run('r1')).toBeNull()
  expect(history.casesOfRun('r1')).toEqual([])
  expect(history.comparison('c1')).toBeNull()
  expect(history.dataset('x')).toBeNull()
  expect(history.tool('x')).toBeNull()
})

test('events come in order, after a number, of a type, of a run, and not more than asked', () => {
  const history = recorded()
  const seqs = (filter: Parameters<typeof history.events>[0]) =>
    history.events(filter).map((event) => event.seq)
  expect(seqs({})).toEqual(Array.from({ length: 17 }, (_, i) => i + 1))
  expect(seqs({ after: 15 })).toEqual([16, 17])
  expect(seqs({ after: 3, limit: 2 })).toEqual([4, 5])
  expect(seqs({ type: 'case-finished' })).toEqual([7, 8, 9, 12, 14])
  expect(seqs({ run: 'r2' })).toEqual([11, 12, 13, 14, 15])
  expect(seqs({ run: 'r2', type: 'case-finished', after: 12 })).toEqual([14])
})

test('an event comes back as append returned it, linked to the one before', () => {
  const history = recorded()
  const appended = history.append('note', { by: 'mara', text: 'µ 𝔘', run: 'r1' })
  expect(history.events({ after: 17 })).toEqual([appended])
  expect(appended.previous).toBe(history.events({ after: 16, limit: 1 })[0]?.hash)
  expect(history.events({ limit: 1 })[0]?.previous).toBeNull()
})

test('datasets and tools come back with their documents', () => {
  const history = recorded()
  const { digest, name, folder, task } = datasetPayload()
  expect(history.dataset(digest)).toEqual({
    digest,
    name,
    folder,
    task,
    cases: 3,
    document: datasetPayload(),
    frozenAt: history.events({ type: 'dataset-frozen' })[0]?.at,
    seq: 2,
  })
  expect(history.tools().map((tool) => tool.name)).toEqual(['median', 'otsu'])
  expect(history.tool(sha('tool otsu'))).toMatchObject({ document: toolPayload('otsu'), seq: 3 })
})

test('an evaluation comes back as ordered', () => {
  const { evaluation, ...order } = evaluationPayload()
  expect(recorded().evaluation('e1')).toMatchObject({ ...order, id: evaluation, seq: 16 })
})

test('evaluations come newest first', () => {
  const history = recorded()
  history.append('evaluation-created', evaluationPayload('e2'))
  expect(history.evaluations().map((entry) => entry.id)).toEqual(['e2', 'e1'])
  expect(history.unfinishedEvaluations().map((entry) => entry.id)).toEqual(['e2'])
})

test('runs count their cases and name the providers that really ran', () => {
  const history = recorded()
  expect(history.runs('e1')).toMatchObject([
    { id: 'r1', cases: 3, done: 3, failed: 0, providers: ['cpu'] },
    { id: 'r2', cases: 3, done: 2, failed: 1, providers: ['cpu'] },
  ])
  history.append('evaluation-created', evaluationPayload('e2'))
  history.append('run-started', runPayload('r3', 'otsu', 'e2'))
  history.append('case-finished', { ...casePayload('r3', 'a'), provider: 'cuda' })
  history.append('case-finished', { ...casePayload('r3', 'b'), provider: 'cpu' })
  history.append('case-finished', { ...casePayload('r3', 'c'), provider: null })
  expect(history.run('r3')?.providers.toSorted()).toEqual(['cpu', 'cuda'])
  expect(history.runs().map((run) => run.id)).toEqual(['r1', 'r2', 'r3'])
})

test('cases of a run come in the order of the dataset', () => {
  const history = openInMemory()
  recordEvaluation(history)
  history.append('evaluation-created', evaluationPayload('e2'))
  history.append('run-started', runPayload('r3', 'otsu', 'e2'))
  for (const id of caseIds.toReversed()) history.append('case-finished', casePayload('r3', id))
  expect(history.casesOfRun('r3').map((entry) => [entry.case, entry.sample])).toEqual([
    ['a', 'slide-a'],
    ['b', 'slide-b'],
    ['c', null],
  ])
})

test('a comparison comes back with its document', () => {
  const history = recorded()
  const { comparison, ...given } = comparisonPayload('c1')
  expect(history.comparison('c1')).toMatchObject({ ...given, id: comparison, seq: 16 })
  expect(history.comparisonsOf('e1').map((entry) => entry.id)).toEqual(['c1'])
})

const ordered = { execution: 'fastest', threads: 4, memoryLimitMb: 2048 } as const
const chosen = {
  ...ordered,
  provider: 'webgpu',
  fallbacks: [{ provider: 'cuda', reason: 'no card' }],
  largestSidePx: 400,
}

test('how models were ordered and executed comes back, of a resumed run as it went on', () => {
  const history = recorded()
  expect(history.run('r1')).toMatchObject({ execution: null, fallbacks: [] })
  history.append('evaluation-created', { ...evaluationPayload('e2'), execution: ordered })
  expect(history.evaluation('e2')?.execution).toEqual(ordered)
  expect(history.evaluation('e1')?.execution).toBeNull()
  history.append('run-started', {
    ...runPayload('r3', 'otsu', 'e2'),
    requestedProvider: 'webgpu',
    execution: chosen,
  })
  expect(history.run('r3')?.execution).toEqual(chosen)
  history.append('run-interrupted', { run: 'r3', reason: 'closed' })
  const onCpu = { ...chosen, provider: 'cpu', largestSidePx: null }
  const { versions, host, user } = runPayload('r3')
  history.append('run-resumed', {
    ...{ run: 'r3', versions, host, user, requestedProvider: 'cpu' },
    execution: onCpu,
  })
  expect(history.runs('e2')[0]?.execution).toEqual(onCpu)
  expect(history.verify()).toMatchObject({ ok: true })
})

test('providers that failed on the way stand with their case, and once with the run', () => {
  const history = recorded()
  history.append('evaluation-created', evaluationPayload('e2'))
  const payload = { ...runPayload('r3', 'otsu', 'e2'), requestedProvider: 'webgpu' }
  history.append('run-started', { ...payload, execution: chosen })
  const fallbacks = [{ provider: 'webgpu', reason: 'device lost at case "b"' }]
  history.append('case-finished', { ...casePayload('r3', 'a'), provider: 'webgpu' })
  for (const id of ['b', 'c'])
    history.append('case-finished', { ...casePayload('r3', id), provider: 'cpu', fallbacks })
  expect(history.run('r3')).toMatchObject({ providers: ['webgpu', 'cpu'], fallbacks })
  expect(history.casesOfRun('r3').map((entry) => entry.fallbacks)).toEqual([
    [],
    fallbacks,
    fallbacks,
  ])
})
