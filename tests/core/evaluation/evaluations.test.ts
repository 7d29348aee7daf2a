import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { createEvaluations } from '../../../src-main/core/evaluation/evaluations.ts'
import { readOrder } from '../../../src-main/core/evaluation/recorded-order.ts'
import { runRecord } from '../../../src-main/core/evaluation/summaries.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { testDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset, toolDescription } from '../../fixtures/scripted-engine.ts'

const caseIds = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const order = (tools: readonly string[], change: object = {}) =>
  evaluationOrderSchema.parse({
    dataset: { folder: '/data/set' },
    tools: tools.map((reference) => ({ reference })),
    ...change,
  })
const good = (reference: string, id: string): number =>
  reference === 'baseline:good' ? 0.9 + caseIds.indexOf(id) / 100 : 0.5 + caseIds.indexOf(id) / 50

test('dataset x tools gives runs, cases, scores and one comparison, all in the record', async () => {
  const deps = testDependencies({ dataset: frozenDataset(caseIds), outcome: good })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order(['baseline:good', 'baseline:poor']))
  await evaluations.ended(id)
  const entry = deps.history.evaluation(id)
  expect(entry).toMatchObject({ state: 'done', headline: 'f1@0.5', comparison: `c${id}` })
  expect(deps.history.runs(id).map((run) => [run.key, run.state, run.done, run.failed])).toEqual([
    ['baseline:good', 'done', 8, 0],
    ['baseline:poor', 'done', 8, 0],
  ])
  expect(deps.history.casesOfRun(`${id}.1`).map((item) => item.case)).toEqual(caseIds)
  expect(deps.history.verify()).toMatchObject({ ok: true, problems: [] })
})

test('what is compared is fixed in the record before the first result', async () => {
  const deps = testDependencies({ dataset: frozenDataset(caseIds), outcome: good })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(
    order(['baseline:good'], { minimalRelevantDifference: 0.02, alpha: 0.01 }),
  )
  await evaluations.ended(id)
  const types = deps.history.events({}).map((event) => event.type)
  expect(types.slice(0, 4)).toEqual([
    'dataset-frozen',
    'tool-registered',
    'evaluation-created',
    'run-started',
  ])
  expect(types.slice(-2)).toEqual(['run-finished', 'comparison-made'])
  expect(deps.history.evaluation(id)).toMatchObject({
    minimalRelevantDifference: 0.02,
    alpha: 0.01,
    seed: 1,
  })
})

test('output paths are recorded relative to the workspace and lie there', async () => {
  const deps = testDependencies({ dataset: frozenDataset(['a b']), outcome: () => 1 })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order(['baseline:good']))
  await evaluations.ended(id)
  const path = deps.history.casesOfRun(`${id}.1`)[0]?.outputs[0]?.path ?? ''
  expect(path).toMatch(/^runs\/.+\/case_a_b_[0-9a-f]{8}\/prediction\.ome\.tif$/)
  expect(existsSync(join(deps.workspaceDir, path))).toBe(true)
})

test('a failed case stays with its reason and the run goes on', async () => {
  const deps = testDependencies({
    dataset: frozenDataset(caseIds),
    outcome: (_, id) =>
      id === 'c' ? new TouchstoneError('engine-died', 'The engine process ended.') : 0.8,
  })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order(['baseline:good']))
  await evaluations.ended(id)
  const cases = deps.history.casesOfRun(`${id}.1`)
  expect(cases.find((item) => item.case === 'c')?.failure).toEqual({
    code: 'engine-died',
    message: 'The engine process ended.',
  })
  expect(cases.filter((item) => item.state === 'done')).toHaveLength(7)
  expect(deps.history.run(`${id}.1`)).toMatchObject({ state: 'done', done: 7, failed: 1 })
})

test('a tool that cannot run is a failed run with its reason; the others go on', async () => {
  const deps = testDependencies({
    dataset: frozenDataset(caseIds),
    outcome: good,
    describe: (reference) =>
      reference === '/models/broken'
        ? new TouchstoneError('model-git-lfs-pointer', 'weights.onnx is a Git LFS pointer.')
        : toolDescription(reference),
  })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order(['/models/broken', 'baseline:good']))
  await evaluations.ended(id)
  expect(deps.history.run(`${id}.1`)).toMatchObject({
    state: 'failed',
    reason: 'weights.onnx is a Git LFS pointer.',
  })
  expect(deps.history.run(`${id}.2`)).toMatchObject({ state: 'done', done: 8 })
  expect(deps.history.evaluation(id)?.state).toBe('done')
})

test('a mistyped tool refuses the order and records no evaluation', async () => {
  const deps = testDependencies({
    dataset: frozenDataset(caseIds),
    outcome: good,
    describe: () => new TouchstoneError('tool-invalid', 'There is no baseline otsuu.'),
  })
  await expect(createEvaluations(deps).start(order(['baseline:otsuu']))).rejects.toMatchObject({
    code: 'tool-invalid',
  })
  expect(deps.history.evaluations()).toEqual([])
})

test('cases that the check of the ground truth refused fail without being run', async () => {
  const dataset = frozenDataset(['a', 'b'], {
    findings: [
      {
        severity: 'error',
        check: 'shape-mismatch',
        cases: ['b'],
        message: 'b: 64 x 64 and 32 x 32.',
      },
    ],
  })
  const deps = testDependencies({ dataset, outcome: () => 1 })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order(['baseline:good']))
  await evaluations.ended(id)
  expect(deps.engine.jobs.filter((job) => job === 'predict')).toHaveLength(1)
  expect(deps.history.casesOfRun(`${id}.1`)[1]?.failure).toEqual({
    code: 'shape-mismatch',
    message: 'b: 64 x 64 and 32 x 32.',
  })
})

test('cancelling keeps what is finished and says so in the record', async () => {
  const deps = testDependencies({
    dataset: frozenDataset(caseIds),
    outcome: () => 0.5,
    onPredict: (_, id) => {
      if (id === 'd') evaluations.cancel(deps.history.evaluations()[0]!.id)
    },
  })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order(['baseline:good', 'baseline:poor']))
  await evaluations.ended(id)
  expect(deps.history.evaluation(id)).toMatchObject({ state: 'cancelled', comparison: null })
  expect(deps.history.run(`${id}.1`)?.state).toBe('cancelled')
  expect(deps.history.run(`${id}.2`)).toBeNull()
  const done = deps.history.casesOfRun(`${id}.1`)
  expect(done.length).toBeGreaterThan(0)
  expect(done.every((item) => item.state === 'done')).toBe(true)
  expect(evaluations.cancel(id)).toBe(false)
})

test('a cancelled evaluation goes on when asked, with the cases that are missing, and is compared', async () => {
  let cancelAt: string | null = 'd'
  const deps = testDependencies({
    dataset: frozenDataset(caseIds),
    outcome: good,
    onPredict: (_, id) => {
      if (id === cancelAt) evaluations.cancel(deps.history.evaluations()[0]!.id)
    },
  })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order(['baseline:good', 'baseline:poor']))
  await evaluations.ended(id)
  const finished = deps.history.casesOfRun(`${id}.1`).map((item) => item.case)
  const events = evaluations.events(id, 0).length
  const predictions = () => deps.engine.jobs.filter((job) => job === 'predict').length
  const before = predictions()

  cancelAt = null
  expect(evaluations.resume(id)).toBe(true)
  expect(evaluations.isActive(id)).toBe(true)
  await evaluations.ended(id)
  expect(deps.history.evaluation(id)?.state).toBe('done')
  expect(deps.history.casesOfRun(`${id}.1`).map((item) => item.case)).toEqual(caseIds)
  expect(predictions() - before).toBe(2 * caseIds.length - finished.length)
  expect(evaluations.events(id, events)[0]).toMatchObject({ seq: events + 1 })
  expect(deps.history.events({ run: `${id}.1` }).map((event) => event.type)).toContain(
    'run-resumed',
  )
  expect(evaluations.resume(id)).toBe(false)
})

test('an evaluation that was cut off goes on with the cases that are missing, and gives the same scores', async () => {
  const script = { dataset: frozenDataset(caseIds), outcome: good }
  const first = testDependencies({
    ...script,
    onPredict: (_, id) => (id === 'd' ? new Promise(() => undefined) : undefined),
  })
  const id = await createEvaluations(first).start(order(['baseline:good', 'baseline:poor']))
  await expect.poll(() => first.history.casesOfRun(`${id}.1`).length).toBe(3)

  // The process is gone; a new one opens the same record.
  const second = testDependencies(script, first)
  const evaluations = createEvaluations(second)
  expect(evaluations.resumeUnfinished()).toEqual([id])
  await evaluations.ended(id)
  expect(second.engine.jobs.filter((job) => job === 'predict')).toHaveLength(5 + 8)
  expect(second.engine.jobs).toContain('verify-dataset')
  const types = second.history.events({ run: `${id}.1` }).map((event) => event.type)
  expect(types).toContain('run-interrupted')
  expect(types).toContain('run-resumed')
  expect(second.history.evaluation(id)?.state).toBe('done')
  expect(second.history.casesOfRun(`${id}.1`).map((item) => item.case)).toEqual(caseIds)
})

test('files that changed since they were frozen end a resumed evaluation with the reason', async () => {
  const dataset = frozenDataset(['a', 'b'])
  const first = testDependencies({
    dataset,
    outcome: () => 1,
    onPredict: () => new Promise(() => undefined),
  })
  const id = await createEvaluations(first).start(order(['baseline:good']))
  const second = testDependencies(
    {
      dataset,
      outcome: () => 1,
      onVerifyDataset: () => {
        throw new TouchstoneError('dataset-changed', 'a.tif has changed.')
      },
    },
    first,
  )
  const evaluations = createEvaluations(second)
  evaluations.resumeUnfinished()
  await evaluations.ended(id)
  expect(second.history.evaluation(id)).toMatchObject({
    state: 'failed',
    reason: 'a.tif has changed.',
  })
})

test('restoration shows the input itself as reference, once', async () => {
  const dataset = frozenDataset(['a', 'b'], { task: 'restoration' })
  const deps = testDependencies({ dataset, outcome: () => 20 })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order(['baseline:gaussian']))
  await evaluations.ended(id)
  expect(deps.history.evaluation(id)?.tools.map((tool) => [tool.key, tool.role])).toEqual([
    ['baseline:gaussian', 'tool'],
    ['baseline:input', 'reference'],
  ])
  const asked = await evaluations.start(order(['baseline:input', 'baseline:input']))
  await evaluations.ended(asked)
  expect(deps.history.evaluation(asked)?.tools.map((tool) => [tool.key, tool.role])).toEqual([
    ['baseline:input', 'tool'],
    ['baseline:input#2', 'tool'],
  ])
})

test('progress is a list of events with sequence numbers, asked for from any point', async () => {
  const deps = testDependencies({ dataset: frozenDataset(['a', 'b']), outcome: () => 1 })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order(['baseline:good']))
  await evaluations.ended(id)
  const events = evaluations.events(id, 0)
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
  expect(events[0]?.type).toBe('evaluation-started')
  expect(events.at(-1)).toMatchObject({ type: 'evaluation-finished', state: 'done', fraction: 1 })
  expect(evaluations.events(id, events.length - 1)).toHaveLength(1)
  expect(evaluations.events('unknown', 0)).toEqual([])
})

test('closing interrupts the run, so that the next start goes on', async () => {
  const deps = testDependencies({
    dataset: frozenDataset(caseIds),
    outcome: () => 1,
    onPredict: (_, caseId, { signal }) =>
      caseId === 'c'
        ? new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => {
              reject(new TouchstoneError('cancelled', 'The program is closing.'))
            })
          })
        : undefined,
  })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order(['baseline:good']))
  await expect.poll(() => deps.history.casesOfRun(`${id}.1`).length).toBe(2)
  await evaluations.close()
  expect(deps.history.run(`${id}.1`)?.state).toBe('interrupted')
  expect(deps.history.unfinishedEvaluations().map((entry) => entry.id)).toEqual([id])
})

test('an unchanged dataset is frozen once, however often it is evaluated', async () => {
  const deps = testDependencies({ dataset: frozenDataset(['a']), outcome: () => 1 })
  const evaluations = createEvaluations(deps)
  for (let round = 0; round < 2; round += 1) {
    await evaluations.ended(await evaluations.start(order(['baseline:good'])))
  }
  expect(deps.history.events({ type: 'dataset-frozen' })).toHaveLength(1)
  expect(deps.history.events({ type: 'evaluation-created' })).toHaveLength(2)
})

test('what another living process works on is left alone', async () => {
  const script = {
    dataset: frozenDataset(['a']),
    outcome: () => 1,
    onPredict: () => new Promise<void>(() => undefined),
  }
  const first = testDependencies(script)
  const id = await createEvaluations(first).start(order(['baseline:good']))
  const second = { ...testDependencies(script, first), isAlive: () => true }
  const evaluations = createEvaluations(second)
  expect(evaluations.resumeUnfinished()).toEqual([])
  expect(() => evaluations.resume(id)).toThrow('is being run by another process (1 on workstation)')
})

test('how the metrics were chosen is recorded with the order, before any run', async () => {
  const deps = testDependencies({
    dataset: frozenDataset(['a', 'b'], { task: 'semantic' }),
    outcome: () => 0.5,
  })
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(
    evaluationOrderSchema.parse({
      dataset: { folder: '/data/set' },
      tools: [{ reference: 'baseline:a' }],
      answers: { outline: 'yes' },
      options: { metrics: ['dice', 'assd', 'iou'] },
    }),
  )
  await evaluations.ended(id)
  const { measurement } = readOrder(deps.history, id)
  expect(measurement).toMatchObject({
    answers: { outline: 'yes' },
    fromData: { 'answer-kind': 'mask' },
    proposed: { headline: 'dice', metrics: ['dice', 'precision', 'recall', 'masd', 'assd'] },
    chosen: { headline: 'dice', metrics: ['dice', 'assd', 'iou'] },
  })
  expect(measurement?.overridden.map(({ what, name }) => `${what} ${name}`)).toEqual([
    'metric-added iou',
    'metric-removed precision',
    'metric-removed recall',
    'metric-removed masd',
  ])
  expect(deps.history.evaluation(id)?.settings).toEqual({ metrics: ['dice', 'assd', 'iou'] })
  expect(runRecord(deps.history, `${id}.1`).measurement).toEqual(measurement)
})

test('Dice alone for touching objects is refused, and nothing is recorded', async () => {
  const deps = testDependencies({
    dataset: frozenDataset(['a'], { task: 'semantic' }),
    outcome: () => 0.5,
  })
  const order = evaluationOrderSchema.parse({
    dataset: { folder: '/data/set' },
    tools: [{ reference: 'baseline:a' }],
    answers: { touching: 'yes' },
    options: { metrics: ['dice'] },
  })
  await expect(createEvaluations(deps).start(order)).rejects.toMatchObject({
    code: 'bad-options',
    message: expect.stringContaining('Objects touch') as string,
  })
  expect(deps.history.evaluations()).toEqual([])
})
