/**
 * One run of an evaluation: how its network is executed, its cases that are not in the record yet, and what
 * the record says of its beginning and end.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FrozenCase } from '../../contract/datasets.ts'
import type { RunExecution } from '../../contract/execution.ts'
import type { Json } from '../../contract/words.ts'
import type { DatasetStatistics } from '../engine-port.ts'
import { isTouchstoneError } from '../errors.ts'
import { casesOfReference } from './annotators.ts'
import { caseFolderName } from './case-folder.ts'
import { chooseExecution } from './choose-execution.ts'
import type { EvaluationDependencies } from './dependencies.ts'
import type { ProgressLog } from './progress-log.ts'
import type { OrderedRun, RecordedOrder } from './recorded-order.ts'
import { runCases } from './run-cases.ts'

export async function executeRun(
  deps: EvaluationDependencies,
  order: RecordedOrder,
  ordered: OrderedRun,
  log: ProgressLog,
  signal: AbortSignal,
  isClosing: () => boolean,
): Promise<void> {
  const { history } = deps
  const { run } = ordered
  const known = history.run(run)
  if (known?.state === 'done' || known?.state === 'failed') return
  const { kind, cannotRun } = ordered.description
  const chosen =
    kind === 'model' && cannotRun === null
      ? await executionOf(deps, order, ordered, log, signal)
      : { execution: null, refused: cannotRun }
  if (signal.aborted) return
  startRun(deps, order, ordered, chosen, known !== null)
  log.add({ type: 'run-started', run, message: startedMessage(ordered, chosen), state: 'running' })

  const asked = await statisticsOf(deps, order, ordered, chosen, signal)
  const { execution } = chosen
  const refused =
    chosen.refused ?? asked.refused ?? (await suspicionOf(deps, order, ordered, signal))
  if (signal.aborted) return
  if (refused !== null) {
    finishRun(deps, ordered, 'failed', refused)
    log.add({ type: 'run-finished', run, message: refused, state: 'failed' })
    return
  }
  const cases = setAsideUnusable(deps, order, ordered, log)
  const together = await predictAll(deps, order, ordered, cases, log, signal)
  if (together.refused !== null) {
    finishRun(deps, ordered, 'failed', together.refused)
    log.add({ type: 'run-finished', run, message: together.refused, state: 'failed' })
    return
  }
  const { failed } = await runCases(
    deps,
    {
      run,
      task: order.task,
      reference: ordered.description.reference,
      settings: ordered.settings,
      seed: order.entry.seed,
      metricOptions: order.metricOptions,
      execution,
      threads: threadsOf(deps, order),
      predictsAtOnce: kind === 'baseline',
      statistics: asked.statistics,
      together: together.folder,
      classes: [...new Set(order.dataset.cases.flatMap(({ trueClass }) => trueClass ?? []))].sort(),
      pixelSizeUm: order.dataset.pixelSizeUm,
      cases,
    },
    log,
    signal,
  )
  if (signal.aborted && isClosing()) {
    history.append('run-interrupted', {
      run,
      reason: 'The program was closed while this run was under way.',
    })
    return
  }
  // every case has a copy of its result; with a case that failed, what the program left can be looked at
  if (together.folder !== null && failed === 0 && !signal.aborted)
    await rm(join(together.folder, 'outputs'), { recursive: true, force: true })
  const state = signal.aborted ? 'cancelled' : 'done'
  finishRun(deps, ordered, state, signal.aborted ? 'Cancelled by a person.' : null)
  log.add({ type: 'run-finished', run, message: `${ordered.description.name}: ${state}`, state })
}

export function remainingCases(
  deps: EvaluationDependencies,
  order: RecordedOrder,
  run: OrderedRun,
): readonly FrozenCase[] {
  const recorded = new Set(deps.history.casesOfRun(run.run).map((entry) => entry.case))
  return casesOfReference(order.dataset, run.description.reference).filter(
    (item) => !recorded.has(item.id),
  )
}

/** How a run goes, or why it cannot. */
interface ChosenExecution {
  /** Null for a tool without a network, and where the run is refused. */
  readonly execution: RunExecution | null
  readonly refused: string | null
}

async function executionOf(
  deps: EvaluationDependencies,
  order: RecordedOrder,
  { run, description }: OrderedRun,
  log: ProgressLog,
  signal: AbortSignal,
): Promise<ChosenExecution> {
  const { name, reference, digest } = description
  // an evaluation of before this was recorded goes on as it began
  const wanted = order.execution ?? {
    execution: 'repeatable',
    threads: deps.threads,
    memoryLimitMb: null,
  }
  const onTrial = (message: string): void => {
    log.add({ type: 'case-progress', run, message: `${name}: ${message}` })
  }
  try {
    const tool = { reference, digest, name }
    const execution = await chooseExecution(deps, wanted, tool, { signal, onTrial })
    return { execution, refused: null }
  } catch (error) {
    if (signal.aborted || !isTouchstoneError(error) || error.code !== 'bad-options') {
      if (signal.aborted) return { execution: null, refused: null }
      throw error
    }
    return { execution: null, refused: error.message }
  }
}

/** Over all cases of the dataset, also those that are in the record: a resumed run goes on with the same. */
async function statisticsOf(
  deps: EvaluationDependencies,
  order: RecordedOrder,
  { description: { kind, name, reference }, settings }: OrderedRun,
  { refused, execution }: ChosenExecution,
  signal: AbortSignal,
): Promise<{ readonly statistics: DatasetStatistics | null; readonly refused: string | null }> {
  if (kind !== 'model' || refused !== null) return { statistics: null, refused: null }
  const images = order.dataset.cases.map(({ image }) => image.path)
  const cacheDir = join(deps.workspaceDir, 'cache')
  try {
    const threads = threadsOf(deps, order)
    const provider = execution?.provider
    const wanted = { reference, settings, images, cacheDir, threads, provider }
    const statistics = await deps.engine.request('dataset-statistics', wanted, { signal })
    return { statistics, refused: null }
  } catch (error) {
    if (signal.aborted || !isTouchstoneError(error)) {
      if (signal.aborted) return { statistics: null, refused: null }
      throw error
    }
    return { statistics: null, refused: `${name} cannot be made ready: ${error.message}` }
  }
}

/** Of a program that takes all cases at once: those that are not in the record yet. Null for other tools. */
async function predictAll(
  deps: EvaluationDependencies,
  order: RecordedOrder,
  { run, description: { kind, name, reference } }: OrderedRun,
  items: readonly FrozenCase[],
  log: ProgressLog,
  signal: AbortSignal,
): Promise<{ readonly folder: string | null; readonly refused: string | null }> {
  if (kind !== 'command' || items.length === 0 || signal.aborted)
    return { folder: null, refused: null }
  const cases = items.map(({ id, image }) => ({
    ...{ id, image: image.path },
    stem: caseFolderName(id),
  }))
  // no case's folder has such a name
  const outputDir = join(deps.workspaceDir, 'runs', run, '@all')
  const wanted = { reference, cases, outputDir, threads: threadsOf(deps, order) }
  const onProgress = ({ message }: { readonly message: string }): void => {
    log.add({ type: 'case-progress', run, message: `${name}: ${message}` })
  }
  try {
    const answer = await deps.engine.request('predict-all', wanted, { signal, onProgress })
    return { folder: answer?.folder ?? null, refused: null }
  } catch (error) {
    if (signal.aborted) return { folder: null, refused: null }
    if (!isTouchstoneError(error)) throw error
    return { folder: null, refused: `${name} could not be run: ${error.message}` }
  }
}

/** Cases whose content is looked at before predictions made elsewhere are scored. */
const lookedAtBefore = 12

/** Why predictions of another program are not scored: they look wrong, and nobody has said why they are right. */
async function suspicionOf(
  deps: EvaluationDependencies,
  { dataset }: RecordedOrder,
  { role, description: { kind, name, reference }, settings }: OrderedRun,
  signal: AbortSignal,
): Promise<string | null> {
  // what people annotated stands in the dataset, whose checks looked at it
  if (role !== 'tool' || kind !== 'predictions') return null
  if (settings.acceptedImport !== undefined || signal.aborted) return null
  const { task } = dataset
  const cases = casesOfReference(dataset, reference)
  const cacheDir = join(deps.workspaceDir, 'cache')
  const wanted = { reference, dataset: { task, cases }, cacheDir, mostLookedAt: lookedAtBefore }
  try {
    const preview = await previewTwice(() =>
      deps.engine.request('preview-import', wanted, { signal }),
    )
    const suspicions = preview?.suspicions ?? []
    if (suspicions.length === 0) return null
    return `Not scored. ${suspicions.join(' ')} If they are right as they are, say why (acceptedImport in the settings, --accept-import on the command line).`
  } catch (error) {
    if (signal.aborted) return null
    if (!isTouchstoneError(error)) throw error
    return `${name} could not be looked at: ${error.message}`
  }
}

/** A process that ended under the first look says nothing of the predictions. */
async function previewTwice<Value>(look: () => Promise<Value>): Promise<Value> {
  try {
    return await look()
  } catch (error) {
    if (!isTouchstoneError(error) || error.code !== 'engine-died') throw error
    return look()
  }
}

function threadsOf(deps: EvaluationDependencies, order: RecordedOrder): number {
  return order.execution?.threads ?? deps.threads
}

function startedMessage({ description }: OrderedRun, { execution }: ChosenExecution): string {
  // said before the first case, so that nobody is surprised by what runs
  if (description.kind === 'command') return `${description.name}. ${description.summary}`
  if (execution === null) return description.name
  const passed = execution.fallbacks.map(({ provider, reason }) => `not ${provider}: ${reason}`)
  return [`${description.name} on ${execution.provider}`, ...passed].join('; ')
}

function startRun(
  deps: EvaluationDependencies,
  order: RecordedOrder,
  ordered: OrderedRun,
  { execution }: ChosenExecution,
  isKnown: boolean,
): void {
  const environment = {
    versions: { ...deps.environment.versions },
    host: deps.environment.host,
    user: deps.environment.user,
    requestedProvider: execution?.provider ?? null,
    ...(execution ? { execution } : {}),
  }
  if (isKnown) {
    deps.history.append('run-resumed', { run: ordered.run, ...environment })
    return
  }
  deps.history.append('run-started', {
    run: ordered.run,
    evaluation: order.entry.id,
    key: ordered.key,
    datasetDigest: order.dataset.digest,
    toolDigest: ordered.description.digest,
    settings: { ...ordered.settings, threads: threadsOf(deps, order) } as Json,
    metricOptions: { ...order.metricOptions },
    seed: order.entry.seed,
    cases: casesOfReference(order.dataset, ordered.description.reference).length,
    ...environment,
  })
}

/** Cases whose ground truth or image cannot be used fail at once, with the check's sentence. */
function setAsideUnusable(
  deps: EvaluationDependencies,
  order: RecordedOrder,
  ordered: OrderedRun,
  log: ProgressLog,
): readonly FrozenCase[] {
  const errors = order.dataset.findings.filter((finding) => finding.severity === 'error')
  return remainingCases(deps, order, ordered).filter((item) => {
    const finding = errors.find((error) => error.cases.includes(item.id))
    if (!finding) return true
    deps.history.append('case-failed', {
      run: ordered.run,
      case: item.id,
      code: finding.check,
      message: finding.message,
    })
    log.add({ type: 'case-failed', run: ordered.run, case: item.id, message: finding.message })
    return false
  })
}

function finishRun(
  deps: EvaluationDependencies,
  ordered: OrderedRun,
  state: 'done' | 'cancelled' | 'failed',
  reason: string | null,
): void {
  const entry = deps.history.run(ordered.run)
  deps.history.append('run-finished', {
    run: ordered.run,
    state,
    done: entry?.done ?? 0,
    failed: entry?.failed ?? 0,
    reason,
  })
}
