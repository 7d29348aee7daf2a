/** The ONNX weights of a described model, opened, or the reason why there are none to open. */
import { TouchstoneError } from '../errors.ts'
import { openSession, type Session } from '../inference/session.ts'
import { requireHash, sha256OfFile } from '../inference/weights-file.ts'
import { furtherFiles, type FurtherFile } from './bare/external-data.ts'
import type { ModelDescription } from './description.ts'
import { fitGraph, type FittedModel } from './fit-graph.ts'
import { packageFile } from './packages/package-file.ts'

export interface OpenWeightsOptions {
  readonly threads: number
  readonly providers?: readonly string[]
}

export interface OpenWeights extends FittedModel {
  readonly session: Session
  /** Files beside the weights that hold numbers of theirs, whether the description names them or not. */
  readonly further: readonly FurtherFile[]
}

export async function openWeights(
  model: ModelDescription,
  folder: string,
  options: OpenWeightsOptions,
): Promise<OpenWeights> {
  requireRunnable(model)
  const entry = model.weights.find((weights) => weights.format === 'onnx')!
  const path = await packageFile(folder, entry)
  // the runtime finds the second file by itself, beside the first
  if (entry.externalData) {
    const data = await packageFile(folder, entry.externalData)
    const { sha256 } = entry.externalData
    if (sha256 !== null) requireHash(data, sha256, await sha256OfFile(data))
  }
  const session = await openSession(path, { ...options, expectedSha256: entry.sha256 })
  try {
    return { session, further: await furtherFiles(path), ...fitGraph(model, session) }
  } catch (error) {
    await session.close()
    throw error
  }
}

/** Why a described model cannot be run here at all; nothing is opened. */
export function requireRunnable(model: ModelDescription): void {
  if (model.runMode !== null) {
    throw new TouchstoneError(
      'model-not-runnable',
      `${model.name} needs the run mode "${model.runMode}" of another program, so it is not portable. Import predictions made there.`,
    )
  }
  if (model.weights.some((weights) => weights.format === 'onnx')) return
  const formats = model.weights.map((weights) => weights.format)
  const canConvert = formats.some((format) => /^(pytorch_state_dict|torchscript)$/.test(format))
  throw new TouchstoneError(
    'model-not-runnable',
    `${model.name} is not runnable here: it has only ${formats.join(', ')} weights, and ONNX is needed. ` +
      (canConvert
        ? 'Convert it to ONNX with the bioimage.io tools, or import predictions made elsewhere.'
        : 'Import predictions made elsewhere.'),
  )
}
