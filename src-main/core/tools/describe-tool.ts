/** What is known of a candidate before it runs, with its settings resolved for the task. */
import { counted } from '../counted.ts'
import { basename } from 'node:path'
import { type ToolFile, type ToolSettings, toolSettingsSchema } from '../../contract/tool-file.ts'
import type { ToolDescription } from '../../contract/tools.ts'
import { taskSchema, type Task } from '../../contract/words.ts'
import { type Baseline, baselineDigest, baselineParameters } from './baselines.ts'
import { describeCommand } from './command/describe-command.ts'
import { describeModel } from './describe-model.ts'
import { predictionsDigest } from './predictions-digest.ts'
import { type ResolvedTool, resolveTool } from './resolve-tool.ts'

export interface DescribeOptions {
  readonly task?: Task
  readonly cacheDir: string
}

/** Throws `tool-invalid`, `file-not-found` and what opening a model throws. */
export async function describeTool(
  reference: string,
  options: DescribeOptions,
): Promise<ToolDescription> {
  const tool = await resolveTool(reference)
  return withTaskCheck(await describeResolved(reference, tool, options), options.task)
}

async function describeResolved(
  reference: string,
  tool: ResolvedTool,
  options: DescribeOptions,
): Promise<ToolDescription> {
  switch (tool.kind) {
    case 'baseline':
      return describeBaseline(tool.baseline, options.task)
    case 'predictions':
      return describePredictions(reference, tool.folder, tool.stated, options.task)
    case 'command':
      return describeCommand(reference, tool.tool)
    case 'model':
      return describeModel(reference, tool, options)
  }
}

function describeBaseline(baseline: Baseline, task: Task | undefined): ToolDescription {
  const { reference, name, version, tasks, summary } = baseline
  const parameters = baselineParameters(baseline, {}, task)
  const settings = toolSettingsSchema.parse({ parameters })
  return {
    reference,
    kind: 'baseline',
    name,
    version,
    digest: baselineDigest(baseline),
    tasks,
    settings,
    licence: 'MIT',
    authors: [],
    summary,
    warnings: [],
    cannotRun: null,
  }
}

async function describePredictions(
  reference: string,
  folder: string,
  stated: ToolFile | null,
  task: Task | undefined,
): Promise<ToolDescription> {
  const { digest, files } = await predictionsDigest(folder, task)
  const settings: ToolSettings = stated?.settings ?? toolSettingsSchema.parse({})
  const vendor = stated?.vendor === undefined ? '' : ` Stated by its vendor: ${stated.vendor}`
  return {
    reference,
    kind: 'predictions',
    name: stated?.name ?? basename(folder),
    version: stated?.version ?? 'not stated',
    digest,
    tasks: [...taskSchema.options],
    settings,
    licence: stated?.licence ?? null,
    authors: [],
    summary: `${counted(files, 'prediction')} made by another program, imported as they are.${vendor}`,
    warnings: ['How these predictions were made is not known to Touchstone and not recorded.'],
    cannotRun: null,
  }
}

function withTaskCheck(description: ToolDescription, task: Task | undefined): ToolDescription {
  const { name, tasks, cannotRun } = description
  if (task === undefined || cannotRun !== null || tasks.includes(task)) return description
  const does = tasks.length > 0 ? tasks.join(' and ') : 'nothing that can be evaluated'
  return { ...description, cannotRun: `${name} does ${does}, but the task is ${task}.` }
}
