/**
 * The main job: dataset x tools -> predictions -> scores -> record -> comparison. Evaluations go one after
 * another. What is finished is in the record at once, so a killed program goes on where it stood.
 */
import type { EvaluationOrder, ProgressEvent } from '../../contract/evaluations.ts'
import type { OrderedExecution } from '../../contract/execution.ts'
import type { Json } from '../../contract/words.ts'
import { digestOf } from '../canonical-json.ts'
import { messageOf, TouchstoneError } from '../errors.ts'
import type { EvaluationId } from '../history/ids.ts'
import { readSettings, settleExecution } from '../workspace-settings.ts'
import { createClaims } from './claims.ts'
import type { EvaluationDependencies } from './dependencies.ts'
import { compareClasses } from './compare-classes.ts'
import { executeRun, remainingCases } from './execute-run.ts'
import { recordComparison } from './record-comparison.ts'
import { prepareEvaluation, type PreparedEvaluation } from './prepare.ts'
import { createProgressLog, type ProgressLog } from './progress-log.ts'
import { readOrder, type RecordedOrder } from './recorded-order.ts'
import { scoreWholeRuns } from './score-whole-runs.ts'

export interface Evaluations {
  /** Freezes, records the order, starts the work; returns as soon as the order is in the record. */
  start(order: EvaluationOrder, onEvent?: (event: ProgressEvent) => void): Promise<EvaluationId>
  /** False when it is not running. */
  cancel(evaluation: string): boolean
  /** Goes on with an interrupted or cancelled evaluation; false when it is running, done or failed. */
  resume(evaluation: string): boolean
  resumeUnfinished(): readonly EvaluationId[]
  /** Resolves when the evaluation is no longer running. */
  ended(evaluation: string): Promise<void>
  isActive(evaluation: string): boolean
  events(evaluation: string, after: number): readonly ProgressEvent[]
  close(): Promise<void>
}

interface Active {
  readonly controller: AbortController
  readonly finished: Promise<void>
}

export function createEvaluations(deps: EvaluationDependencies): Evaluations {
  const active = new Map<string, Active>()
  const logs = new Map<string, ProgressLog>()
  const claims = createClaims({
    workspaceDir: deps.workspaceDir,
    self: { processId: deps.processId, host: deps.environment.host },
    isAlive: deps.isAlive,
  })
  let last: Promise<void> = Promise.resolve()
  let closing = false

  function launch(evaluation: EvaluationId, onEvent?: (event: ProgressEvent) => void): void {
    const order = readOrder(deps.history, evaluation)
    const controller = new AbortController()
    const log = createProgressLog({
      clock: deps.clock,
      cases: new Map(order.runs.map((run) => [run.run, remainingCases(deps, order, run).length])),
      earlier: logs.get(evaluation)?.after(0) ?? [],
      ...(onEvent ? { onEvent } : {}),
    })
    logs.set(evaluation, log)
    claims.take(evaluation)
    const finished = last
      .then(() => execute(deps, order, log, controller.signal, () => closing))
      .catch((error: unknown) => {
        recordFailure(deps, evaluation, messageOf(error))
        log.add({ type: 'evaluation-finished', message: messageOf(error), state: 'failed' })
      })
      .finally(() => {
        active.delete(evaluation)
        claims.release(evaluation)
      })
    last = finished
    active.set(evaluation, { controller, finished })
  }

  return {
    async start(order, onEvent) {
      const settings = await readSettings(deps.workspaceDir)
      const prepared = await prepareEvaluation(deps, order)
      requireSoundChoice(prepared)
      const execution = settleExecution(order, settings, deps.threads)
      const evaluation = recordOrder(deps, order, prepared, execution)
      launch(evaluation, onEvent)
      return evaluation
    },
    cancel(evaluation) {
      const work = active.get(evaluation)
      work?.controller.abort()
      return work !== undefined
    },
    resume(evaluation) {
      const entry = deps.history.evaluation(evaluation)
      if (!entry) throw new TouchstoneError('not-found', `There is no evaluation ${evaluation}.`)
      const holder = claims.holder(evaluation)
      if (holder)
        throw new TouchstoneError(
          'conflict',
          `Evaluation ${evaluation} is being run by another process (${holder.processId} on ${holder.host}).`,
        )
      if (active.has(evaluation) || entry.state === 'done' || entry.state === 'failed') return false
      launch(entry.id)
      return true
    },
    resumeUnfinished() {
      const unfinished = deps.history
        .unfinishedEvaluations()
        .map((entry) => entry.id)
        .filter((evaluation) => claims.holder(evaluation) === null)
      for (const evaluation of unfinished) {
        markInterrupted(deps, evaluation)
        if (!active.has(evaluation)) launch(evaluation)
      }
      return unfinished
    },
    async ended(evaluation) {
      await active.get(evaluation)?.finished
    },
    isActive: (evaluation) => active.has(evaluation),
    events: (evaluation, after) => logs.get(evaluation)?.after(after) ?? [],
    async close() {
      closing = true
      for (const work of active.values()) work.controller.abort()
      await Promise.all([...active.values()].map((work) => work.finished))
    },
  }
}

/** Throws `bad-options` where the chosen metrics cannot answer what was asked. */
function requireSoundChoice({ fingerprint: { refusal } }: PreparedEvaluation): void {
  if (refusal !== null) throw new TouchstoneError('bad-options', refusal)
}

function recordOrder(
  deps: EvaluationDependencies,
  order: EvaluationOrder,
  prepared: PreparedEvaluation,
  execution: OrderedExecution,
): EvaluationId {
  const { history } = deps
  const { dataset, tools } = prepared
  const known = history.dataset(dataset.digest)
  if (!known || digestOf(known.document) !== digestOf(dataset as unknown as Json))
    history.append('dataset-frozen', dataset)
  for (const tool of tools)
    if (!history.tool(tool.description.digest)) history.append('tool-registered', tool.description)
  const evaluation = evaluationId(deps)
  history.append('evaluation-created', {
    evaluation,
    name:
      order.name ?? `${dataset.name}: ${tools.filter((tool) => tool.role === 'tool').length} tools`,
    dataset: dataset.digest,
    task: dataset.task,
    tools: tools.map(({ key, role, description, settings }) => ({
      key,
      role,
      reference: description.reference,
      digest: description.digest,
      settings: settings as Json,
      // of this task and this machine, not of the tool: elsewhere it may run
      cannotRun: description.cannotRun,
    })),
    settings: { ...prepared.options },
    headline: prepared.headline,
    alpha: order.alpha,
    minimalRelevantDifference: order.minimalRelevantDifference,
    seed: order.seed,
    ...(order.cases === 'test' ? {} : { cases: order.cases }),
    execution,
    ...(order.answers ? { measurement: prepared.fingerprint.measurement } : {}),
  })
  return evaluation
}

/** Sortable and unique: `e20261122-203000-k3f9x2aq`. */
function evaluationId(deps: EvaluationDependencies): EvaluationId {
  const [day = '', time = ''] = deps.clock().toISOString().replaceAll(/[-:]/g, '').split(/[T.]/)
  return `e${day}-${time}-${deps.randomId()}` as EvaluationId
}

/** Runs that stood as running when the program ended without closing. */
function markInterrupted(deps: EvaluationDependencies, evaluation: string): void {
  for (const run of deps.history.runs(evaluation))
    if (run.state === 'running')
      deps.history.append('run-interrupted', {
        run: run.id,
        reason: 'The program ended while this run was under way.',
      })
}

/** Where the record itself cannot be written, the evaluation stays unfinished and resumes at the next start. */
function recordFailure(
  deps: EvaluationDependencies,
  evaluation: EvaluationId,
  reason: string,
): void {
  deps.log(`evaluation ${evaluation} stopped: ${reason}`)
  try {
    for (const run of deps.history.runs(evaluation))
      if (run.state === 'running' || run.state === 'interrupted')
        deps.history.append('run-finished', {
          run: run.id,
          state: 'failed',
          done: run.done,
          failed: run.failed,
          reason,
        })
    deps.history.append('evaluation-finished', { evaluation, state: 'failed', reason })
  } catch (error) {
    deps.log(`this could not be recorded: ${messageOf(error)}`)
  }
}

async function execute(
  deps: EvaluationDependencies,
  order: RecordedOrder,
  log: ProgressLog,
  signal: AbortSignal,
  isClosing: () => boolean,
): Promise<void> {
  const { id: evaluation, state } = order.entry
  log.add({ type: 'evaluation-started', message: order.entry.name, state: 'running' })
  if (state !== 'pending' && !signal.aborted)
    await deps.engine.request('verify-dataset', { dataset: order.dataset }, { signal })
  for (const run of order.runs) {
    if (signal.aborted) break
    await executeRun(deps, order, run, log, signal, isClosing)
  }
  if (isClosing() && signal.aborted) return
  if (signal.aborted) {
    deps.history.append('evaluation-finished', {
      evaluation,
      state: 'cancelled',
      reason: 'Cancelled by a person.',
    })
    log.add({ type: 'evaluation-finished', message: 'Cancelled.', state: 'cancelled' })
    return
  }
  const classes = await compareClasses(deps, evaluation, signal)
  const wholeRuns = await scoreWholeRuns(deps, evaluation, signal)
  const comparison = recordComparison(deps, evaluation, classes, wholeRuns)
  log.add({ type: 'evaluation-finished', message: comparison.sentence, state: 'done' })
}
