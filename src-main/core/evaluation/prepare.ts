/**
 * From an order to what the record fixes before any result exists: the frozen dataset, each tool with
 * its digest and settings, the metrics as tuples. Nothing is written here.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { FrozenDataset } from '../../contract/datasets.ts'
import type { EvaluationOrder } from '../../contract/evaluations.ts'
import type { MetricTuple } from '../../contract/metrics.ts'
import { toolSettingsSchema, type ToolSettings } from '../../contract/tool-file.ts'
import type { ToolDescription } from '../../contract/tools.ts'
import { imageTasks, type Task } from '../../contract/words.ts'
import { isTouchstoneError, TouchstoneError } from '../errors.ts'
import { headlineMetric } from '../metrics/definitions.ts'
import type { EvaluationDependencies } from './dependencies.ts'

export interface PreparedTool {
  /** The reference as given; numbered where the same tool takes part twice. */
  readonly key: string
  readonly role: 'tool' | 'reference'
  readonly description: ToolDescription
  readonly settings: ToolSettings
}

export interface PreparedEvaluation {
  readonly dataset: FrozenDataset
  readonly tools: readonly PreparedTool[]
  readonly metrics: readonly MetricTuple[]
  readonly headline: string
}

/** The input itself against the truth: what doing nothing would score (restoration only). */
export const inputReference = 'baseline:input'

export async function prepareEvaluation(
  deps: EvaluationDependencies,
  order: EvaluationOrder,
): Promise<PreparedEvaluation> {
  const dataset = await deps.engine.request('freeze-dataset', order.dataset)
  requireImageTask(dataset.task)
  const metrics = await deps.engine.request('plan-metrics', {
    task: dataset.task,
    options: order.options,
  })
  const headline = order.headline ?? headlineMetric(dataset.task)
  if (!metrics.some((metric) => metric.id === headline))
    throw new TouchstoneError(
      'bad-options',
      `${headline} is not computed for task ${dataset.task}; choose one of ${metrics.map((metric) => metric.id).join(', ')}.`,
    )
  return { dataset, tools: await prepareTools(deps, order, dataset.task), metrics, headline }
}

function requireImageTask(task: Task): void {
  if (!(imageTasks as readonly Task[]).includes(task))
    throw new TouchstoneError(
      'bad-request',
      `The task ${task} cannot be evaluated yet; today these can: ${imageTasks.join(', ')}.`,
    )
}

async function prepareTools(
  deps: EvaluationDependencies,
  order: EvaluationOrder,
  task: Task,
): Promise<readonly PreparedTool[]> {
  const keys = new Set<string>()
  const tools: PreparedTool[] = []
  for (const { reference, settings } of order.tools) {
    const description = await describe(deps, reference, task)
    const given = Object.fromEntries(
      Object.entries(settings ?? {}).filter(([, value]) => value !== undefined),
    )
    tools.push({
      key: uniqueKey(reference, keys),
      role: 'tool',
      description,
      settings: toolSettingsSchema.parse({ ...description.settings, ...given }),
    })
  }
  if (task === 'restoration' && !order.tools.some((tool) => tool.reference === inputReference)) {
    const description = await describe(deps, inputReference, task)
    tools.push({
      key: uniqueKey(inputReference, keys),
      role: 'reference',
      description,
      settings: description.settings,
    })
  }
  return tools
}

function uniqueKey(reference: string, keys: Set<string>): string {
  let key = reference
  for (let count = 2; keys.has(key); count += 1) key = `${reference}#${count}`
  keys.add(key)
  return key
}

/** A tool that exists but cannot run takes part as failed, with its reason; a mistyped one is refused. */
async function describe(
  deps: EvaluationDependencies,
  reference: string,
  task: Task,
): Promise<ToolDescription> {
  try {
    return await deps.engine.request('describe-tool', {
      reference,
      task,
      cacheDir: join(deps.workspaceDir, 'cache'),
    })
  } catch (error) {
    if (!isTouchstoneError(error) || !/^(model|weights)-/.test(error.code)) throw error
    const text = JSON.stringify([reference, error.code, error.message])
    return {
      reference,
      kind: 'model',
      name: reference.split(/[\\/]/).filter(Boolean).at(-1) ?? reference,
      version: 'unknown',
      digest: `sha256:${createHash('sha256').update(text).digest('hex')}`,
      tasks: [task],
      settings: toolSettingsSchema.parse({}),
      licence: null,
      authors: [],
      summary: 'This tool could not be read.',
      warnings: [],
      cannotRun: error.message,
    }
  }
}
