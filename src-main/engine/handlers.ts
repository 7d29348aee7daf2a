/**
 * What the engine can do, job by job. Inference and file headers run on this thread; metrics, classical
 * baselines and the self-test run in the worker pool.
 */
import { availableParallelism } from 'node:os'
import type { EngineJobName, EngineJobs, JobOptions } from '../core/engine-port.ts'
import { freezeDataset } from '../core/datasets/freeze-dataset.ts'
import { surveyDataset } from '../core/datasets/survey-dataset.ts'
import { verifyFrozen } from '../core/datasets/verify-frozen.ts'
import { inspectImage } from '../core/images/inspect-image.ts'
import { checkModel } from '../core/models/check-model.ts'
import { builtInBaselines } from '../core/tools/baselines.ts'
import { describeTool } from '../core/tools/describe-tool.ts'
import { predictCase } from '../core/tools/predict.ts'
import { toolKindOf } from '../core/tools/tool-reference.ts'
import { createChunkPool } from './chunk-pool.ts'
import { findConverter } from './find-converter.ts'
import { createImageAnswers } from './image-answers.ts'
import { tryProviders } from './probe-provider.ts'
import { planMetrics } from './plan-metrics.ts'
import { createWorkerPool, type WorkerPool } from './worker-pool.ts'

/** More threads than this wait for the disk, not for the processor. */
const mostDecoders = 8

export type Handler = (input: unknown, options: JobOptions) => Promise<unknown>
type Handlers = {
  readonly [Name in EngineJobName]: (
    input: EngineJobs[Name]['input'],
    options: JobOptions,
  ) => Promise<EngineJobs[Name]['output']>
}

export function createHandlers({
  workerPath,
  enginePath,
}: {
  readonly workerPath: string
  readonly enginePath: string
}): Handlers {
  const images = createImageAnswers({
    decoder: createChunkPool(() =>
      createWorkerPool(workerPath, Math.min(mostDecoders, availableParallelism())),
    ),
  })
  let workers: WorkerPool | null = null
  const inWorker = async <Name extends EngineJobName>(
    name: Name,
    input: EngineJobs[Name]['input'],
  ): Promise<EngineJobs[Name]['output']> => {
    workers ??= createWorkerPool(workerPath, Math.max(1, availableParallelism() - 1))
    return (await workers.run({ name, input })) as EngineJobs[Name]['output']
  }

  return {
    'inspect-image': ({ path, checksum }) =>
      inspectImage(path, { checksum }).then((found) => ({ ...found })),
    'describe-image': (image) => images.describe(image),
    'read-tile': (question, options) => images.readTile(question, options),
    'read-plane': (question, options) => images.readPlane(question, options),
    'plane-statistics': ({ image, plane }, options) => images.statistics(image, plane, options),
    'axis-hints': (image) => images.withSource(image, () => Promise.resolve({ hints: [] })),
    'find-converter': ({ path }) => findConverter(path),
    'convert-image': ({ path }) => findConverter(path).then(() => ({ path })),
    'survey-dataset': (order) => surveyDataset(order),
    'freeze-dataset': (order, options) => freezeDataset(order, options),
    'verify-dataset': ({ dataset }, options) => verifyFrozen(dataset, options),
    'list-baselines': () => Promise.resolve(builtInBaselines()),
    'describe-tool': ({ reference, task, cacheDir }) =>
      describeTool(reference, { cacheDir, ...(task ? { task } : {}) }),
    predict: (input, options) =>
      toolKindOf(input.reference) === 'baseline'
        ? inWorker('predict', input)
        : predictCase(input, options),
    'score-case': (input) => inWorker('score-case', input),
    'plan-metrics': ({ task, options }) => Promise.resolve(planMetrics(task, options)),
    'check-model': async ({ path, cacheDir }) => ({ ...(await checkModel(path, { cacheDir })) }),
    selftest: (input) => inWorker('selftest', input),
    'try-providers': () => tryProviders(enginePath),
  }
}
