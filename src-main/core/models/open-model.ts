/** A model ready to predict images: description, weights, and a digest of everything that decides its answer. */
import { createHash } from 'node:crypto'
import type { DatasetStatistics } from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import type { Digest } from '../../contract/words.ts'
import { requireImageInput } from '../inference/image-input.ts'
import { runModel, type ModelRun, type RunModelOptions } from '../inference/run-model.ts'
import { openSession, type Session } from '../inference/session.ts'
import type { TensorReader } from '../inference/tensor-reader.ts'
import { sessionWithOutput } from './bare/choose-output.ts'
import { furtherFiles, type FurtherFile } from './bare/external-data.ts'
import {
  describeBareOnnx,
  noSettingsMessage,
  parseBareOnnxSettings,
  readBesideOnnx,
  statedSettings,
} from './bare-onnx.ts'
import { imageInputOf, type ImageInput } from './bind-image.ts'
import { datasetNotes, withDatasetStatistics } from './dataset-statistics.ts'
import type { DescriptionWarning, ModelDescription } from './description.ts'
import { fitGraph } from './fit-graph.ts'
import { openWeights } from './open-weights.ts'
import { readPackage } from './packages/read-package.ts'
import { withStoredType } from './processing/stored-type.ts'
import { processingNotes } from './runnable-model.ts'
import { tiledModel } from './tiled-model.ts'

export interface OpenModelOptions {
  /** Where zips are unpacked. */
  readonly cacheDir: string
  readonly threads: number
  readonly providers?: readonly string[]
  /** Settings of bare weights or a container (`bareOnnxSchema`); those of `<name>.tool.yaml` where absent. */
  readonly parameters?: Readonly<Record<string, unknown>>
}

export interface PredictOptions extends Omit<RunModelOptions, 'session'> {
  /** How the image is stored (`uint8`, `uint16` ...), for models that scale by the range of the type. */
  readonly storedType?: string | undefined
  /** Of the dataset that the image belongs to, for steps that ask for them; else each image has its own. */
  readonly statistics?: DatasetStatistics | undefined
}

export interface OpenModel {
  readonly description: ModelDescription
  readonly digest: Digest
  readonly warnings: readonly DescriptionWarning[]
  /** What `predict` expects to be given. */
  readonly imageInput: ImageInput
  /** The execution provider that was opened. */
  readonly provider: string
  readonly threads: number
  readonly session: Session
  /** One sample: a tensor with the axes of `imageInput.tensor`. Outputs in the order of the description. */
  predict(image: TensorReader, options: PredictOptions): Promise<ModelRun>
  close(): Promise<void>
}

/** @throws TouchstoneError with the reason in words where the model is invalid or cannot run here. */
export async function openModel(path: string, options: OpenModelOptions): Promise<OpenModel> {
  const found = await readPackage(path, options.cacheDir, options.parameters)
  const opened =
    found.kind === 'bare-onnx'
      ? await openBare(found.path, options)
      : await openPackage(found, options)
  try {
    const imageInput = imageInputOf(opened.model)
    return finish(opened, imageInput)
  } catch (error) {
    await opened.session.close()
    throw error
  }
}

interface Opened {
  readonly model: ModelDescription
  readonly session: Session
  readonly warnings: readonly DescriptionWarning[]
  readonly digestParts: readonly string[]
}

function finish(
  { model, session, warnings, digestParts }: Opened,
  imageInput: ImageInput,
): OpenModel {
  const runnable = tiledModel(model)
  return {
    description: model,
    digest: digestOf(digestParts),
    warnings,
    imageInput,
    provider: session.provider,
    threads: session.threads,
    session,
    async predict(image, { storedType, statistics, ...predictOptions }) {
      const typed = storedType === undefined ? model : withStoredType(model, storedType)
      const concrete = statistics === undefined ? typed : withDatasetStatistics(typed, statistics)
      const tiled = concrete === model ? runnable : tiledModel(concrete)
      const run = await runModel(tiled, [image], { ...predictOptions, session })
      const ofDataset = statistics === undefined ? [] : datasetNotes(statistics)
      const notes = [...processingNotes(concrete), ...ofDataset, ...session.notes, ...run.notes]
      return { ...run, notes }
    },
    close: () => session.close(),
  }
}

async function openPackage(
  found: Extract<Awaited<ReturnType<typeof readPackage>>, { kind: 'package' }>,
  options: OpenModelOptions,
): Promise<Opened> {
  const { reading } = found
  const [error] = reading.errors
  if (error) {
    const more = reading.errors.length > 1 ? ` (and ${reading.errors.length - 1} more)` : ''
    throw new TouchstoneError(
      error.code,
      `${found.path} is not a valid model description: ${error.field === '' ? '' : `${error.field}: `}${error.message.replace(/[.:]$/, '')}${more}.`,
    )
  }
  if (!reading.model && reading.type === 'model') {
    const why = reading.warnings.find(({ code }) => code === 'not-runnable')?.message ?? ''
    throw new TouchstoneError(
      'model-not-runnable',
      `${found.path} is of format ${reading.formatVersion} and cannot be run as it is: ${why}.`,
    )
  }
  if (!reading.model) {
    throw new TouchstoneError(
      'tool-invalid',
      `${found.path} describes a ${reading.type ?? 'resource'}, not a model.`,
    )
  }
  const { session, further, model, warnings } = await openWeights(
    reading.model,
    found.folder,
    options,
  )
  return {
    model,
    session,
    warnings: [...reading.warnings, ...warnings],
    digestParts: [
      `description ${found.descriptionSha256}`,
      `weights ${session.sha256}`,
      ...furtherParts(further),
    ],
  }
}

async function openBare(path: string, options: OpenModelOptions): Promise<Opened> {
  const session = await openSession(path, options)
  try {
    requireImageInput(path, session.inputs)
    const parameters = options.parameters ?? (await readBesideOnnx(path))
    if (parameters === null) throw new TouchstoneError('model-invalid', noSettingsMessage(path))
    const settings = parseBareOnnxSettings(path, parameters)
    const described = describeBareOnnx(path, session, settings)
    const chosen = sessionWithOutput(session, settings.output)
    const { model, warnings } = fitGraph(described, chosen)
    const further = await furtherFiles(path)
    return {
      model,
      session: chosen,
      warnings: warnings.filter((warning) => warning.code !== 'tensor-name'),
      digestParts: [
        `settings ${statedSettings(settings)}`,
        `weights ${session.sha256}`,
        ...furtherParts(further),
      ],
    }
  } catch (error) {
    await session.close()
    throw error
  }
}

function furtherParts(further: readonly FurtherFile[]): string[] {
  return further.map(({ location, sha256 }) => `further ${location} ${sha256}`)
}

/** SHA-256 over one line per part. */
function digestOf(parts: readonly string[]): Digest {
  return `sha256:${createHash('sha256').update(parts.join('\n')).digest('hex')}`
}
