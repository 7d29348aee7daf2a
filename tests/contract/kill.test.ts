/**
 * Processes killed at seeded moments: what was acknowledged stays, what was under way is done again or
 * marked, and every output equals the one of an undisturbed run. TOUCHSTONE_KILLS sets how many moments.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  evaluationOrderSchema,
  evaluationSummarySchema,
  progressEventSchema,
  runRecordSchema,
  type EvaluationOrder,
  type ProgressEvent,
  type RunCase,
} from '../../src-main/contract/evaluations.ts'
import { verificationSchema } from '../../src-main/contract/record.ts'
import type { Core } from '../../src-main/core/app.ts'
import { runRecord } from '../../src-main/core/evaluation/summaries.ts'
import { openNodeCore } from '../../src-main/hosts/node-core.ts'
import { canFindProcesses, enginesOf, isRunning } from './processes.ts'
import { createRandom, newFolder, writeSmallDataset, type SmallDataset } from './small-dataset.ts'
import { spawnHost, type SpawnedHost } from './spawned-host.ts'

const seeds = Array.from({ length: Number(process.env['TOUCHSTONE_KILLS'] ?? 8) }, (_, i) => i + 1)
const here = canFindProcesses ? '' : ' (needs /proc to find the processes)'

let folder: string
let dataset: SmallDataset
let order: EvaluationOrder
let core: Core
/** Of the undisturbed run: what every case of every run must give. */
let expected: ReadonlyMap<string, Outcome>
let undisturbedEvents: number

beforeAll(async () => {
  folder = newFolder()
  dataset = writeSmallDataset(join(folder, 'data'), { cases: 10, side: 96 })
  order = evaluationOrderSchema.parse({
    dataset: { folder: dataset.folder },
    tools: [
      { reference: 'baseline:otsu-watershed' },
      { reference: `predictions:${dataset.predictions}` },
    ],
  })
  core = await openNodeCore({
    workspaceDir: join(folder, 'undisturbed'),
    resourcesDir: join(folder, 'no-resources'),
    pagesDir: null,
    hostKind: 'web',
    log: () => undefined,
    roots: [folder],
  })
  const { evaluation, events } = await evaluate()
  expected = outcomesOf(runsOf(evaluation).map(({ caseResults }) => caseResults))
  undisturbedEvents = events.length
})

afterAll(async () => {
  await core.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the undisturbed run gives every case a prediction and its objects', () => {
  expect(expected.size).toBe(20)
  for (const outcome of expected.values())
    expect(Object.keys(outcome.outputs)).toEqual(['prediction', 'objects', 'readouts'])
})

describe.skipIf(!canFindProcesses)(`the compute process is killed${here}`, () => {
  const hits: boolean[] = []

  test.each(seeds)(
    'at moment %i: the host answers, one case is lost, the run ends',
    async (seed) => {
      const random = createRandom(seed)
      const after = 2 + Math.floor(random() * (undisturbedEvents - 4))
      const delayMs = random() * 30
      const failed = await evaluateKilling((event) => event.seq >= after, delayMs)
      hits.push(failed.wasActive)
      expect(failed.cases.length, `after event ${after} and ${delayMs} ms`).toBeLessThanOrEqual(1)
    },
  )

  test('most of these moments fell into a run', () => {
    expect(hits.filter(Boolean).length).toBeGreaterThan(seeds.length / 2)
  })

  test('predictions under way together are done once more, and at most the one that started last is lost', async () => {
    // On a busy machine the case may be over before the signal arrives: then the next evaluation is tried.
    let killed: Killed = { cases: [], wasActive: false }
    for (let attempt = 0; attempt < 6 && !killed.wasActive; attempt++)
      killed = await evaluateKilling(
        (event) => event.type === 'case-started' && event.case === 'case-4',
        0,
      )
    expect(killed.wasActive).toBe(true)
    expect(killed.cases.filter((one) => one !== '0/case-4')).toEqual([])
  })

  interface Killed {
    readonly cases: readonly string[]
    readonly wasActive: boolean
  }

  /** Kills once, `delayMs` after the first event that is `due`; checks what must hold whatever the moment. */
  async function evaluateKilling(
    due: (event: ProgressEvent) => boolean,
    delayMs: number,
  ): Promise<Killed> {
    let killing: Promise<boolean> | null = null
    const { evaluation } = await evaluate((event) => {
      if (killing === null && due(event)) killing = killAndAsk(event, delayMs)
    })
    if (killing === null) throw new Error('the moment never came')
    const wasActive = await (killing as Promise<boolean>)
    const runs = runsOf(evaluation)
    expect(runs.map((run) => run.state)).toEqual(['done', 'done'])
    expect(runs.map((run) => run.done + run.failed)).toEqual([10, 10])
    const cases = runs.map(({ caseResults }) => caseResults)
    expectUndisturbed(cases)
    expect(core.history.verify()).toMatchObject({ ok: true, problems: [] })
    const lost = cases.flatMap((items, run) =>
      items.filter((item) => item.state === 'failed').map((item) => ({ run, ...item })),
    )
    for (const item of lost) expect(item.failure?.code).toBe('engine-died')
    return { cases: lost.map((item) => `${item.run}/${item.case}`), wasActive }
  }

  /** Whether the evaluation was still going on when the host answered after the kill. */
  async function killAndAsk(event: ProgressEvent, delayMs: number): Promise<boolean> {
    if (delayMs > 0) await wait(delayMs)
    const compute = enginesOf(process.pid).find((engine) => engine.lane === 'compute')
    if (compute) process.kill(compute.pid, 'SIGKILL')
    const digest = core.history.datasets()[0]?.digest ?? ''
    const image = `/api/datasets/${digest}/cases/case-1/image`
    for (const path of ['/api/evaluations', `${image}/levels/0/planes/0/0/0/tiles/0/0`])
      expect((await core.handle(new Request(`http://127.0.0.1${path}`))).status).toBe(200)
    const evaluation = event.run?.split('.')[0]
    return (
      evaluation !== undefined && compute !== undefined && core.evaluations.isActive(evaluation)
    )
  }
})

describe.skipIf(!canFindProcesses)(`the whole host is killed${here}`, () => {
  test.each(seeds)(
    'at moment %i: acknowledged cases stay and the evaluation resumes to the same end',
    async (seed) => {
      const random = createRandom(seed)
      const finishedCases = Math.floor(random() * 19)
      const delayMs = random() * 60
      const workspaceDir = join(folder, `killed-${seed}`)
      const first = await spawnHost(workspaceDir, folder)
      const { evaluation } = (await first.post('/api/evaluations', order)) as { evaluation: string }
      const acknowledged = await finishedUntil(first, evaluation, finishedCases)
      await wait(delayMs)
      const engines = enginesOf(first.pid)
      expect(engines.map((engine) => engine.lane).sort()).toEqual(['compute', 'interactive'])
      await first.end('SIGKILL')

      const second = await spawnHost(workspaceDir, folder)
      try {
        const recorded = outcomesOf(await casesOf(second, evaluation))
        const missing = acknowledged.filter((item) => !recorded.has(item))
        expect(missing, `acknowledged before the kill, after ${delayMs} ms`).toEqual([])
        await pollUntil(() => engines.every((engine) => !isRunning(engine.pid)))

        await pollUntil(async () => (await stateOf(second, evaluation)) !== 'running')
        expect(await stateOf(second, evaluation)).toBe('done')
        const cases = await casesOf(second, evaluation)
        expectUndisturbed(cases)
        expect(outcomesOf(cases).size).toBe(expected.size)
        const verified = verificationSchema.parse(await second.post('/api/history/verify'))
        expect(verified).toMatchObject({ ok: true, problems: [] })
      } finally {
        expect(await second.end('SIGTERM')).toBe(0)
      }
    },
  )
})

interface Outcome {
  readonly outputs: Readonly<Record<string, string>>
  readonly scores: RunCase['scores']
}

/** `<run>/<case>` -> its outputs by role and its scores; failed cases have none. */
function outcomesOf(runs: readonly (readonly RunCase[])[]): ReadonlyMap<string, Outcome> {
  return new Map(
    runs.flatMap((cases, run) =>
      cases
        .filter((item) => item.state === 'done')
        .map((item) => [
          `${run}/${item.case}`,
          {
            outputs: Object.fromEntries(item.outputs.map(({ role, sha256 }) => [role, sha256])),
            scores: item.scores,
          },
        ]),
    ),
  )
}

function expectUndisturbed(runs: readonly (readonly RunCase[])[]): void {
  for (const [item, outcome] of outcomesOf(runs))
    expect([item, outcome]).toEqual([item, expected.get(item)])
}

async function evaluate(
  onEvent?: (event: ProgressEvent) => void,
): Promise<{ evaluation: string; events: readonly ProgressEvent[] }> {
  const evaluation = await core.evaluations.start(order, onEvent)
  await core.evaluations.ended(evaluation)
  return { evaluation, events: core.evaluations.events(evaluation, 0) }
}

function runsOf(evaluation: string) {
  return [1, 2].map((run) => runRecord(core.history, `${evaluation}.${run}`))
}

/** Cases seen as finished, as `<run>/<case>`, once there are so many. */
async function finishedUntil(
  host: SpawnedHost,
  evaluation: string,
  count: number,
): Promise<readonly string[]> {
  const finished: string[] = []
  let after = 0
  await pollUntil(async () => {
    const answer = await host.get(`/api/evaluations/${evaluation}/events?after=${after}`)
    const events = progressEventSchema.array().parse(answer)
    after += events.length
    for (const event of events)
      if (event.type === 'case-finished')
        finished.push(`${Number(event.run?.split('.')[1]) - 1}/${event.case ?? ''}`)
    return finished.length >= count
  })
  return finished
}

/** Runs that have not started have no cases. */
async function casesOf(host: SpawnedHost, evaluation: string): Promise<readonly RunCase[][]> {
  const { runs } = evaluationSummarySchema.parse(await host.get(`/api/evaluations/${evaluation}`))
  return Promise.all(
    runs.map(async (run) =>
      run.startedAt === null
        ? []
        : runRecordSchema.parse(await host.get(`/api/runs/${run.id}`)).caseResults,
    ),
  )
}

async function stateOf(host: SpawnedHost, evaluation: string): Promise<string> {
  const { state } = evaluationSummarySchema.parse(await host.get(`/api/evaluations/${evaluation}`))
  return state === 'interrupted' || state === 'pending' ? 'running' : state
}

/** The test's own time limit ends what never comes true. */
async function pollUntil(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(10)
}
