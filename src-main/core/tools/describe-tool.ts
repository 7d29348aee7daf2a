/** What is known of a candidate before it runs, with its settings resolved for the task. */
import { toolSettingsSchema } from '../../contract/tool-file.ts'
import type { ToolDescription } from '../../contract/tools.ts'
import type { Task } from '../../contract/words.ts'
import { type Baseline, baselineDigest, baselineParameters } from './baselines.ts'
import { describeCommand } from './command/describe-command.ts'
import { describeModel } from './describe-model.ts'
import { describePredictions } from './describe-predictions.ts'
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
      return describePredictions(reference, tool, options.task)
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

function withTaskCheck(description: ToolDescription, task: Task | undefined): ToolDescription {
  const { name, tasks, cannotRun } = description
  if (task === undefined || cannotRun !== null || tasks.includes(task)) return description
  const does = tasks.length > 0 ? tasks.join(' and ') : 'nothing that can be evaluated'
  return { ...description, cannotRun: `${name} does ${does}, but the task is ${task}.` }
}
