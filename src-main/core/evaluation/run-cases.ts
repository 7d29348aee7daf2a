/**
 * One tool over the cases of one dataset. Networks and other programs predict one case after another, baselines
 * several at once; meanwhile the cases before are scored. The record has them in the order of the dataset,
 * each before the next event; a failure stays with its case and the run goes on.
 */
import { mkdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import type { FrozenCase } from '../../contract/datasets.ts'
import type { Fallback, RunExecution } from '../../contract/execution.ts'
import type { ToolSettings } from '../../contract/tool-file.ts'
import type { Json, PixelSizeUm, Task } from '../../contract/words.ts'
import type {
  DatasetStatistics,
  OutputFile,
  PredictExecution,
  PredictOutput,
  ScoreOutput,
} from '../engine-port.ts'
import { isTouchstoneError, messageOf, TouchstoneError } from '../errors.ts'
import type { RunId } from '../history/ids.ts'
import { annotatorIn } from './annotators.ts'
import { caseFolderName } from './case-folder.ts'
import type { EvaluationDependencies } from './dependencies.ts'
import { createFailover, type Failover } from './failover.ts'
import type { ProgressLog } from './progress-log.ts'
import { createSecondTry } from './second-try.ts'

/** Images of more pixels than this are large beside memory: fewer of them are under way. */
const largeCasePixels = 2 ** 24
const largeCasesUnderWay = 3

export interface RunOrder {
  readonly run: RunId
  readonly task: Task
  readonly reference: string
  readonly settings: ToolSettings
  readonly seed: number
  readonly metricOptions: Readonly<Record<string, Json>>
  /** Null for a tool without a network. */
  readonly execution: RunExecution | null
  /** Of all cases of the dataset, for networks that ask for them. */
  readonly statistics: DatasetStatistics | null
  readonly threads: number
  /** Of a program that ran once for all cases: where its results are. */
  readonly together: string | null
  /** Of tools that keep to one thread: several cases are predicted at the same time. */
  readonly predictsAtOnce: boolean
  /** Task `classification`: those of the whole dataset. */
  readonly classes: readonly string[]
  /** As the dataset states it, for read-outs. */
  readonly pixelSizeUm: PixelSizeUm | null
  /** Cases not yet in the record. */
  readonly cases: readonly FrozenCase[]
}

export async function runCases(
  deps: EvaluationDependencies,
  order: RunOrder,
  progress: ProgressLog,
  signal: AbortSignal,
): Promise<{ readonly done: number; readonly failed: number }> {
  const underWay = new Set<Promise<void>>()
  const failover = createFailover(order.execution)
  const onceMore = createSecondTry()
  const counts = { done: 0, failed: 0 }
  /** An error of the record itself (disk full): ends the run. */
  let recordError: unknown = null

  const fail = (caseId: string, error: unknown): void => {
    const code = isTouchstoneError(error) ? error.code : 'internal'
    const message = messageOf(error)
    deps.history.append('case-failed', { run: order.run, case: caseId, code, message })
    counts.failed += 1
    progress.add({ type: 'case-failed', run: order.run, case: caseId, message })
  }

  const finish = (item: FrozenCase, { predicted, scored }: Outcome): void => {
    record(deps, order, item, predicted, scored)
    counts.done += 1
    progress.add({
      type: 'case-finished',
      run: order.run,
      case: item.id,
      message: [`${item.id}: done`, ...scored.notes].join('. '),
    })
  }

  let last: Promise<void> = Promise.resolve()
  for (const item of order.cases) {
    if (signal.aborted || recordError) break
    progress.add({
      type: 'case-started',
      run: order.run,
      case: item.id,
      message: `${item.id}: predicting`,
    })
    const predict = (): Promise<Predicted> =>
      predictOrFailOver(deps, order, item, failover, progress, signal)
    const predicting = order.predictsAtOnce ? onceMore(predict, signal) : predict()
    const outcome = predicting.then(async (predicted) => ({
      predicted,
      scored: await scoreOne(deps, order, item, predicted, signal),
    }))
    const before = last
    // the error is looked at when its turn has come
    outcome.catch(() => undefined)
    const isOver = (): boolean => signal.aborted || recordError !== null
    const work = before
      .then(() => outcome)
      .then(
        (found) => {
          if (!isOver()) finish(item, found)
        },
        (error: unknown) => {
          if (!isOver()) fail(item.id, error)
        },
      )
      .catch((error: unknown) => {
        recordError ??= error
      })
      .finally(() => underWay.delete(work))
    last = work
    underWay.add(work)
    if (!order.predictsAtOnce) await predicting.catch(() => undefined)
    if (underWay.size >= mostUnderWay(item)) await Promise.race(underWay)
  }
  await Promise.all(underWay)
  if (recordError)
    throw recordError instanceof Error ? recordError : new Error(messageOf(recordError))
  return counts
}

interface Outcome {
  readonly predicted: Predicted
  readonly scored: ScoreOutput
}

/** Several more than the engine has threads, so that none waits while the first of them is recorded. */
function mostUnderWay({ image }: FrozenCase): number {
  const pixels = image.shape.reduce((product, length) => product * length, 1)
  return pixels > largeCasePixels ? largeCasesUnderWay : 2 * availableParallelism()
}

function outputDirOf(deps: EvaluationDependencies, order: RunOrder, caseId: string): string {
  return join(deps.workspaceDir, 'runs', order.run, caseFolderName(caseId))
}

interface Predicted extends PredictOutput {
  readonly fallbacks: readonly Fallback[]
}

/** A provider that fails with a case leaves the rest of the run to the CPU, which is said and recorded. */
async function predictOrFailOver(
  deps: EvaluationDependencies,
  order: RunOrder,
  item: FrozenCase,
  failover: Failover,
  progress: ProgressLog,
  signal: AbortSignal,
): Promise<Predicted> {
  const predict = (): Promise<PredictOutput> =>
    predictOne(deps, order, item, failover.execution(), progress, signal)
  try {
    return { ...(await predict()), fallbacks: failover.fallbacks() }
  } catch (error) {
    const note = signal.aborted ? null : failover.take(item.id, error)
    if (note === null) throw error
    progress.add({ type: 'case-progress', run: order.run, case: item.id, message: note })
    const predicted = await predict().catch((second: unknown) => {
      if (!isTouchstoneError(second) || signal.aborted) throw second
      throw new TouchstoneError(second.code, `${second.message} Before that: ${note}`)
    })
    return {
      ...predicted,
      notes: [note, ...predicted.notes],
      fallbacks: failover.fallbacks(),
    }
  }
}

async function predictOne(
  deps: EvaluationDependencies,
  order: RunOrder,
  item: FrozenCase,
  execution: PredictExecution | undefined,
  progress: ProgressLog,
  signal: AbortSignal,
): Promise<PredictOutput> {
  const outputDir = outputDirOf(deps, order, item.id)
  await mkdir(outputDir, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new TouchstoneError(
      error.code === 'ENOSPC' ? 'disk-full' : 'folder-read-only',
      `The folder ${outputDir} cannot be made (${error.code ?? error.message}); predictions are written there.`,
    )
  })
  return deps.engine.request(
    'predict',
    {
      reference: order.reference,
      task: order.task,
      settings: order.settings,
      case: { id: item.id, image: item.image.path, ...annotationOf(order, item) },
      outputDir,
      cacheDir: join(deps.workspaceDir, 'cache'),
      threads: order.threads,
      execution,
      statistics: order.statistics ?? undefined,
      together: order.together ?? undefined,
      seed: order.seed,
    },
    {
      signal,
      onProgress: ({ message }) => {
        progress.add({
          type: 'case-progress',
          run: order.run,
          case: item.id,
          message: `${item.id}: ${message}`,
        })
      },
    },
  )
}

/** Of an annotator: the file; throws `prediction-missing` where the person left the image out. */
function annotationOf({ reference }: RunOrder, item: FrozenCase): { annotation?: string } {
  const name = annotatorIn(reference)
  if (name === null) return {}
  const file = item.annotators?.[name]
  if (file !== undefined) return { annotation: file.path }
  throw new TouchstoneError('prediction-missing', `${name} did not annotate ${item.id}.`)
}

/** A score that was lost with the engine is computed again once: its prediction is already on disk. */
async function scoreOne(
  deps: EvaluationDependencies,
  order: RunOrder,
  item: FrozenCase,
  predicted: PredictOutput,
  signal: AbortSignal,
): Promise<ScoreOutput> {
  const prediction = predicted.outputs.find((output) => output.role === 'prediction')
  if (!prediction)
    throw new TouchstoneError(
      'prediction-missing',
      `The tool wrote no prediction for case ${item.id}.`,
    )
  const input = {
    task: order.task,
    truth: item.truth.path,
    prediction: prediction.path,
    options: order.metricOptions,
    ...(order.task === 'restoration'
      ? { isOfRun: true }
      : { readoutsPath: join(outputDirOf(deps, order, item.id), 'readouts.json') }),
    ...(['instances', 'semantic', 'restoration'].includes(order.task)
      ? { image: item.image.path }
      : {}),
    ...(order.pixelSizeUm === null ? {} : { pixelSizeUm: order.pixelSizeUm }),
    ...(order.task === 'instances' || order.task === 'detection'
      ? { objectsPath: join(outputDirOf(deps, order, item.id), 'objects.json') }
      : {}),
    ...(item.objectClasses === undefined
      ? {}
      : {
          objectClasses: {
            truth: item.objectClasses.path,
            prediction:
              predicted.outputs.find(({ role }) => role === 'object-classes')?.path ?? null,
          },
        }),
    ...(item.region === undefined
      ? {}
      : { region: { kind: item.region.kind, path: item.region.file.path } }),
    ...(item.trueClass === undefined
      ? {}
      : { classified: { id: item.id, trueClass: item.trueClass, classes: order.classes } }),
  }
  try {
    return await deps.engine.request('score-case', input, { signal })
  } catch (error) {
    if (!isTouchstoneError(error) || error.code !== 'engine-died') throw error
    deps.log(`case ${item.id}: scored again after the engine ended`)
    return deps.engine.request('score-case', input, { signal })
  }
}

function record(
  deps: EvaluationDependencies,
  order: RunOrder,
  item: FrozenCase,
  predicted: Predicted,
  scored: ScoreOutput,
): void {
  deps.history.append('case-finished', {
    run: order.run,
    case: item.id,
    scores: scored.scores.map(({ metric, score }) => ({
      metric: metric.id,
      version: metric.version,
      options: metric.options,
      aggregation: metric.aggregation,
      emptyCasePolicy: metric.emptyCasePolicy,
      ...score,
    })),
    outputs: [...predicted.outputs, ...scored.outputs].map((output) => inWorkspace(deps, output)),
    provider: predicted.provider,
    ...(predicted.fallbacks.length > 0 ? { fallbacks: [...predicted.fallbacks] } : {}),
    seconds: { ...predicted.seconds, score: scored.seconds },
    notes: [...predicted.notes, ...scored.notes],
  })
}

/** The record holds paths relative to the workspace, so that the folder can be moved. */
function inWorkspace(deps: EvaluationDependencies, output: OutputFile): OutputFile {
  return { ...output, path: relative(deps.workspaceDir, output.path).replaceAll('\\', '/') }
}
