/** From the order to the record: which provider a run takes, what is passed over, and what fails on the way. */
import { expect, test } from 'vitest'
import {
  evaluationOrderSchema,
  type EvaluationOrderInput,
} from '../../../src-main/contract/evaluations.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { createEvaluations } from '../../../src-main/core/evaluation/evaluations.ts'
import { readComparison, runRecord } from '../../../src-main/core/evaluation/summaries.ts'
import { writeSettings } from '../../../src-main/core/workspace-settings.ts'
import { testDependencies, type TestDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset, toolDescription } from '../../fixtures/scripted-engine.ts'

const input = { dataset: { folder: '/data/set' }, tools: [{ reference: '/models/net' }] }

/** A model on a machine with these providers; `fails`: on which provider which case fails, and how. */
function depsWith(
  providers: Readonly<Record<string, number | null>>,
  fails: Readonly<Record<string, TouchstoneError>> = {},
): TestDependencies {
  const deps = testDependencies({
    dataset: frozenDataset(['a', 'b', 'c']),
    outcome: () => 0.5,
    describe: (reference) => toolDescription(reference, { kind: 'model', name: 'Net' }),
    providers,
  })
  return {
    ...deps,
    environment: { ...deps.environment, versions: { touchstone: '0.1.0', platform: 'linux-x64' } },
    engine: {
      ...deps.engine,
      request: (name, asked, options) => {
        const { execution, case: item } = asked as {
          execution?: { provider: string }
          case?: { id: string }
        }
        const error = fails[`${execution?.provider ?? ''} ${item?.id ?? ''}`]
        return name === 'predict' && error
          ? Promise.reject(error)
          : deps.engine.request(name, asked, options)
      },
    },
  }
}

async function runWith(deps: TestDependencies, change: Partial<EvaluationOrderInput> = {}) {
  const messages: string[] = []
  const evaluations = createEvaluations(deps)
  const order = evaluationOrderSchema.parse({ ...input, ...change })
  const id = await evaluations.start(order, ({ message }) => messages.push(message))
  await evaluations.ended(id)
  const run = runRecord(deps.history, `${id}.1`)
  return { run, messages, comparison: readComparison(deps.history, `c${id}`), id }
}

test('the fastest provider that agrees runs, and is recorded with what was passed over', async () => {
  const { run, messages, comparison } = await runWith(depsWith({ webgpu: 0.1, cpu: 1 }))
  const fallbacks = [{ provider: 'cuda', reason: 'absent' }]
  expect(run).toMatchObject({ provider: 'webgpu', fallbacks, state: 'done' })
  expect(run.execution).toEqual({
    ...{ execution: 'fastest', threads: 2, memoryLimitMb: null },
    ...{ provider: 'webgpu', fallbacks, largestSidePx: null },
  })
  expect(messages).toContain('Net on webgpu; not cuda: absent')
  expect(messages).toContain('Net: trying Net on webgpu with one tile')
  expect(comparison.tools[0]).toMatchObject({ provider: 'webgpu', fallbacks, execution: 'fastest' })
})

test('repeatable runs on the CPU without a trial, and that is no fall-back', async () => {
  const deps = depsWith({ cuda: 0.1, cpu: 1 })
  const { run } = await runWith(deps, { execution: 'repeatable', threads: 5 })
  expect(run).toMatchObject({ provider: 'cpu', fallbacks: [] })
  expect(run.execution).toMatchObject({ execution: 'repeatable', threads: 5, provider: 'cpu' })
  expect(run.settings).toMatchObject({ threads: 5 })
  expect(deps.engine.jobs.filter((job) => job.startsWith('try-'))).toEqual([])
})

test('what the order leaves open is what the workspace says', async () => {
  const deps = depsWith({ cuda: 0.1, cpu: 1 })
  const settings = { execution: 'repeatable', threads: 7, memoryLimitMb: 408 } as const
  await writeSettings(deps.workspaceDir, settings)
  const { run, id } = await runWith(deps)
  expect(run.execution).toMatchObject({ ...settings, provider: 'cpu', largestSidePx: 256 })
  expect(deps.history.evaluation(id)?.execution).toEqual(settings)
})

test('a provider that dies in the middle leaves its case and the rest to the CPU, visibly', async () => {
  const death = new TouchstoneError('engine-died', 'x', { reason: 'ended by signal SIGSEGV' })
  const deps = depsWith({ cuda: 0.1, cpu: 1 }, { 'cuda b': death })
  const { run, messages, comparison } = await runWith(deps)
  const fallback = {
    provider: 'cuda',
    reason: 'failed at case b: its process ended by signal SIGSEGV',
  }
  expect(run.caseResults.map((item) => [item.case, item.state, item.provider])).toEqual([
    ['a', 'done', 'cuda'],
    ['b', 'done', 'cpu'],
    ['c', 'done', 'cpu'],
  ])
  expect(run.caseResults.map((item) => item.fallbacks)).toEqual([[], [fallback], [fallback]])
  expect(run).toMatchObject({ provider: 'cuda, cpu', fallbacks: [fallback], state: 'done' })
  const note = `cuda ${fallback.reason}. This case and those after it are predicted on the CPU.`
  expect(run.caseResults[1]?.notes).toEqual([note])
  expect(messages).toContain(note)
  expect(comparison.tools[0]?.fallbacks).toEqual([fallback])
})

test('a case that no provider can predict says what happened on both', async () => {
  const deps = depsWith(
    { cuda: 0.1, cpu: 1 },
    {
      'cuda a': new TouchstoneError('out-of-memory', 'There is not enough memory of cuda.'),
      'cpu a': new TouchstoneError('out-of-memory', 'There is not enough main memory.'),
    },
  )
  const { run } = await runWith(deps)
  expect(run.caseResults[0]?.failure).toEqual({
    code: 'out-of-memory',
    message:
      'There is not enough main memory. Before that: cuda failed at case a: There is not enough memory of cuda. This case and those after it are predicted on the CPU.',
  })
  expect(run.caseResults[1]).toMatchObject({ state: 'done', provider: 'cpu' })
})

test('an error that is not the provider’s stays with its case', async () => {
  const lost = new TouchstoneError('file-not-found', 'b.tif is not there.')
  const { run } = await runWith(depsWith({ cuda: 0.1, cpu: 1 }, { 'cuda b': lost }))
  expect(run.caseResults.map((item) => item.failure?.code ?? item.provider)).toEqual([
    ...['cuda', 'file-not-found', 'cuda'],
  ])
})

test('a run that cannot keep to the memory limit fails with both amounts', async () => {
  const { run } = await runWith(depsWith({ cpu: 1 }), { memoryLimitMb: 150 })
  expect(run).toMatchObject({ state: 'failed', done: 0, execution: null })
  const { warnings } = (await runWith(depsWith({ cpu: 1 }), { memoryLimitMb: 150 })).comparison
  expect(warnings.join(' ')).toMatch(
    /needs about 333 MB for its smallest tile, but .* limit is 150 MB/,
  )
})

test('a tool without a network has no execution', async () => {
  const deps = testDependencies({ dataset: frozenDataset(['a']), outcome: () => 0.5 })
  const { run } = await runWith(deps, { tools: [{ reference: 'baseline:otsu' }] })
  expect(run).toMatchObject({ provider: null, fallbacks: [], execution: null })
})

/** A program that takes all cases at once; `answer` is that of the engine. */
function depsWithProgram(answer: () => { readonly folder: string } | null) {
  const asked: unknown[] = []
  const deps = testDependencies({
    dataset: frozenDataset(['a', 'b/1']),
    outcome: () => 0.5,
    describe: (reference) => toolDescription(reference, { kind: 'command', name: 'Program' }),
  })
  const request: typeof deps.engine.request = async (name, given, options) => {
    if (name === 'predict-all' || name === 'predict') asked.push(given)
    const own = (name === 'predict-all' ? answer() : null) as never
    return name === 'predict-all' ? own : deps.engine.request(name, given, options)
  }
  return { deps: { ...deps, engine: { ...deps.engine, request } }, asked }
}

test('a program for all cases runs before the first, and every case is told where its result is', async () => {
  const folder = '/no/such/@all/1'
  const { deps, asked } = depsWithProgram(() => ({ folder }))
  const { run } = await runWith(deps, { tools: [{ reference: '/t/tool.yaml' }] })
  expect(run).toMatchObject({ state: 'done', done: 2 })
  expect(asked[0]).toMatchObject({
    cases: [
      { id: 'a', stem: 'a', image: '/data/set/images/a.tif' },
      { id: 'b/1', stem: expect.stringMatching(/^case_b_1_/) as string },
    ],
    outputDir: expect.stringMatching(/@all$/) as string,
  })
  expect(asked.slice(1)).toMatchObject([{ together: folder }, { together: folder }])
})

test('a program for all cases that cannot be started fails the run with the reason', async () => {
  const { deps } = depsWithProgram(() => {
    throw new TouchstoneError('disk-full', 'The disk is full.')
  })
  const { run, messages } = await runWith(deps, { tools: [{ reference: '/t/tool.yaml' }] })
  expect(run).toMatchObject({ state: 'failed', done: 0 })
  expect(messages).toContain('Program could not be run: The disk is full.')
})
