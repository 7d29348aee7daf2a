/** Describes a model package: opened and judged, with the decoding that would apply. */
import type { ToolFile, ToolSettings } from '../../contract/tool-file.ts'
import { toolSettingsSchema } from '../../contract/tool-file.ts'
import type { ToolDescription } from '../../contract/tools.ts'
import type { Task } from '../../contract/words.ts'
import { isTouchstoneError } from '../errors.ts'
import { classDecoding } from './class-decoding.ts'
import { defaultDecoding } from './default-decoding.ts'
import { type ModelSignature, modelSignature, modelTasks } from './model-io.ts'
import { openModels } from './open-models.ts'

/** One thread is enough to open a model. */
const threadsToDescribe = 1

export async function describeModel(
  reference: string,
  tool: { readonly path: string; readonly stated: ToolFile | null },
  options: { readonly task?: Task; readonly cacheDir: string },
): Promise<ToolDescription> {
  const { path, stated } = tool
  const { parameters } = stated?.settings ?? {}
  const key = { path, threads: threadsToDescribe, cacheDir: options.cacheDir, parameters }
  return openModels.withModel(key, (model) => {
    const { description, digest } = model
    const signature = modelSignature(description)
    const { settings, problem, notes } = settingsFor(signature, tool.stated, options.task)
    return Promise.resolve({
      reference,
      kind: 'model',
      name: tool.stated?.name ?? description.name,
      version: tool.stated?.version ?? description.version ?? 'not stated',
      digest,
      tasks:
        stated?.settings.decoding?.method === 'classes'
          ? ['classification']
          : modelTasks(signature),
      settings,
      licence: tool.stated?.licence ?? description.licence,
      authors: [...description.authors],
      summary: description.summary,
      warnings: [...model.warnings.map(({ message }) => message), ...notes],
      cannotRun: signature.unusable ?? problem,
    })
  })
}

interface ResolvedSettings {
  readonly settings: ToolSettings
  readonly problem: string | null
  readonly notes: readonly string[]
}

/** Settings with the decoding resolved for the task; a decoding that is lacking is the reason not to run. */
function settingsFor(
  signature: ModelSignature,
  stated: ToolFile | null,
  task: Task | undefined,
): ResolvedSettings {
  const settings = stated?.settings ?? toolSettingsSchema.parse({})
  const isOfImages = task === 'classification'
  const namesImages = signature.classifies || settings.decoding?.method === 'classes'
  // a tool of other tasks is told so by its tasks
  if (task === undefined || namesImages !== isOfImages || (settings.decoding && !isOfImages)) {
    return { settings, problem: null, notes: [] }
  }
  try {
    const decoding =
      isOfImages && settings.decoding
        ? classDecoding(signature, settings.decoding)
        : defaultDecoding(signature, task)
    return { settings: { ...settings, decoding }, problem: null, notes: [] }
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    return { settings, problem: error.message, notes: [] }
  }
}
