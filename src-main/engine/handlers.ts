/**
 * What the engine can do, job by job. Inference and file headers run on this thread; decoding, metrics,
 * classical baselines and the cases of the self-test run in worker threads. Pictures come first: what other
 * jobs need is loaded with the first of its kind.
 */
import { availableParallelism } from 'node:os'
import type { EngineJobName, EngineJobs, JobOptions } from '../core/engine-port.ts'
import { createChunkPool } from './chunk-pool.ts'
import { findConverter } from './find-converter.ts'
import { createImageAnswers } from './image-answers.ts'
import type { CaseOrder, JudgedCase } from './judge-case.ts'
import type { PlaneSpectra } from './plane-spectrum.ts'
import { createStatisticsPool } from './statistics-pool.ts'
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

export function createHandlers({ workerPath }: { readonly workerPath: string }): Handlers {
  let decoders: WorkerPool | null = null
  const startDecoders = (): WorkerPool =>
    (decoders ??= createWorkerPool(workerPath, Math.min(mostDecoders, availableParallelism())))
  const images = createImageAnswers({
    decoder: createChunkPool(startDecoders),
    countValues: createStatisticsPool(startDecoders),
  })
  let spectra: Promise<PlaneSpectra> | null = null
  let workers: WorkerPool | null = null
  const inWorker = async <Name extends EngineJobName>(
    name: Name,
    input: EngineJobs[Name]['input'],
  ): Promise<EngineJobs[Name]['output']> => {
    workers ??= createWorkerPool(workerPath, availableParallelism())
    return (await workers.run({ name, input })) as EngineJobs[Name]['output']
  }

  return {
    'describe-image': (image) => images.describe(image),
    'read-tile': (question, options) => images.readTile(question, options),
    'read-plane': (question, options) => images.readPlane(question, options),
    'plane-statistics': ({ image, plane }, options) => images.statistics(image, plane, options),
    'line-profile': async ({ image, plane, line }, { signal }) => {
      const { lineProfile } = await import('../core/images/line-profile.ts')
      const interpolation = image.asLabels ? 'nearest' : 'bilinear'
      return images.withSource(image, (source) =>
        lineProfile(source, { ...line, plane, interpolation }, { signal }),
      )
    },
    'power-spectrum': async ({ image, plane }, { signal }) => {
      spectra ??= import('./plane-spectrum.ts').then(({ createPlaneSpectra }) =>
        createPlaneSpectra(startDecoders),
      )
      const spectrumOf = await spectra
      return images.withSource(image, (source) => spectrumOf(source, plane, signal))
    },
    'object-picture': async (input) => {
      const { objectPicture } = await import('./object-picture.ts')
      return objectPicture(input, images)
    },
    'truth-picture': async (input) => {
      const { truthPicture } = await import('./truth-picture.ts')
      return truthPicture(input, images)
    },
    'axis-hints': async (image) => {
      const { axisHints } = await import('../core/images/axis-hints.ts')
      return images.withSource(image, async (source) => ({ hints: [...(await axisHints(source))] }))
    },
    'find-converter': ({ path }) => findConverter(path),
    'convert-image': async ({ path, outputDir, program }, options) => {
      const { convertImage } = await import('../core/images/conversion/convert-image.ts')
      return convertImage(path, outputDir, { program, ...options })
    },
    'inspect-image': async ({ path, checksum }) => {
      const { inspectImage } = await import('../core/images/inspect-image.ts')
      return { ...(await inspectImage(path, { checksum })) }
    },
    'survey-dataset': async (order) => {
      const { surveyDataset } = await import('../core/datasets/survey-dataset.ts')
      return surveyDataset(order)
    },
    'freeze-dataset': async (order, options) => {
      const { freezeDataset } = await import('../core/datasets/freeze-dataset.ts')
      return freezeDataset(order, options)
    },
    'verify-dataset': async ({ dataset }, options) => {
      const { verifyFrozen } = await import('../core/datasets/verify-frozen.ts')
      return verifyFrozen(dataset, options)
    },
    'list-baselines': async () => {
      const { builtInBaselines } = await import('../core/tools/baselines.ts')
      return builtInBaselines()
    },
    'describe-tool': async ({ reference, task, cacheDir }) => {
      const { describeTool } = await import('../core/tools/describe-tool.ts')
      return describeTool(reference, { cacheDir, ...(task ? { task } : {}) })
    },
    predict: async (input, options) => {
      const { toolKindOf } = await import('../core/tools/tool-reference.ts')
      const isTool = input.case.annotation === undefined
      if (isTool && toolKindOf(input.reference) === 'baseline') return inWorker('predict', input)
      const { predictCase } = await import('../core/tools/predict.ts')
      return predictCase(input, options)
    },
    'predict-all': async (input, options) => {
      const { predictAll } = await import('../core/tools/command/predict-all.ts')
      return predictAll(input, options)
    },
    'dataset-statistics': async (input, { signal }) => {
      const { statisticsOfImages } = await import('../core/tools/statistics-of-images.ts')
      return statisticsOfImages(input, signal)
    },
    'predict-image': async (input, options) => {
      const { predictImage } = await import('../core/tools/predict-image.ts')
      return predictImage(input, options)
    },
    'check-seam': async (input, { signal }) => {
      const { checkSeam } = await import('../core/tools/seam-check.ts')
      return checkSeam(input, signal)
    },
    'check-tool': async (input, options) => {
      const { checkTool } = await import('../core/tools/check-tool/check-tool.ts')
      return checkTool(input, options)
    },
    'score-case': (input) => inWorker('score-case', input),
    'annotator-agreement': async ({ task, pairs }, { signal }) => {
      const { annotatorAgreement } = await import('./annotator-agreement.ts')
      return annotatorAgreement(task, pairs, signal)
    },
    'compare-classes': (input) => inWorker('compare-classes', input),
    'score-micro-ssim': async (input, options) => {
      const { scoreMicroSsim } = await import('./score-micro-ssim.ts')
      return scoreMicroSsim(input, options)
    },
    'write-error-map': async (input) => {
      const { writeErrorMap } = await import('./write-error-map.ts')
      return writeErrorMap(input)
    },
    'make-consensus': async (order, { signal }) => {
      const { makeConsensus } = await import('../core/datasets/consensus/make-consensus.ts')
      return makeConsensus(order, signal)
    },
    'preview-import': async (input, options) => {
      const { previewImport } = await import('../core/tools/imports/preview-import.ts')
      return previewImport(input, options)
    },
    'write-inputs': async (order, options) => {
      const { writeInputs } = await import('../core/tools/round-trip/write-inputs.ts')
      return writeInputs(order, options)
    },
    'export-objects': async (input) => {
      const { exportObjects } = await import('../core/exports/export-objects.ts')
      return exportObjects(input)
    },
    'plan-metrics': async ({ task, options }) => {
      const { planMetrics } = await import('./plan-metrics.ts')
      return planMetrics(task, options)
    },
    'plan-measurement': async (order) => {
      const { planFingerprint } = await import('../core/metrics/fingerprint/plan-fingerprint.ts')
      return planFingerprint(order)
    },
    'check-model': async ({ path, ...options }) => {
      const { checkModel } = await import('../core/models/check-model.ts')
      return checkModel(path, options)
    },
    'read-transparency': async ({ model, cacheDir }) => {
      const { readTransparency } = await import('../core/models/transparency/read-transparency.ts')
      return readTransparency(model, cacheDir)
    },
    'inspect-weights': async ({ path, cacheDir }) => {
      const { inspectWeights } = await import('../core/models/bare/inspect-weights.ts')
      return inspectWeights(path, cacheDir)
    },
    'preview-weights': async ({ order, cacheDir }) => {
      const { previewWeights } = await import('../core/tools/preview-weights.ts')
      return previewWeights(order, cacheDir)
    },
    'prepare-weights': async ({ order, cacheDir }) => {
      const { prepareWeights } = await import('../core/tools/prepare-weights.ts')
      return prepareWeights(order, cacheDir)
    },
    'read-collection': async ({ source, readWeb, toolsDir }, { signal }) => {
      const { readCollection } = await import('../core/models/catalogue/read-collection.ts')
      const { installLimit } = await import('../core/tools/shelf/free-space.ts')
      const limitBytes = await installLimit(toolsDir)
      return readCollection(source, { readWeb, limitBytes, signal })
    },
    'install-tool': async ({ source, ...places }, options) => {
      const { installPackage } = await import('../core/tools/shelf/install-package.ts')
      return installPackage(source, { ...places, ...options })
    },
    selftest: async ({ folder, values }, options) => {
      const { runSelftest } = await import('./run-selftest.ts')
      // Threads of its own: what breaks one, or never ends, is gone with the self-test.
      const atOnce = Math.max(1, availableParallelism() - 1)
      const threads = createWorkerPool(workerPath, atOnce)
      const judge = (input: CaseOrder): Promise<JudgedCase> =>
        threads.run({ name: 'judge-case', input }, options) as Promise<JudgedCase>
      try {
        return await runSelftest(folder, { ...options, judge, atOnce, values })
      } finally {
        await threads.close()
      }
    },
    'try-provider': async ({ provider }) => {
      const { probeProvider } = await import('./probe-provider.ts')
      return probeProvider(provider)
    },
    'try-model': async (input) => {
      const { tryModel } = await import('../core/tools/try-model.ts')
      return tryModel(input)
    },
  }
}
