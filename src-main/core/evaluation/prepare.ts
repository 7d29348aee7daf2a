/**
 * From an order to what the record fixes before any result exists: the frozen dataset, each tool with
 * its digest and settings, the metrics as tuples. Nothing is written here.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { FrozenDataset } from '../../contract/datasets.ts'
import type { EvaluationOrder } from '../../contract/evaluations.ts'
import type { Fingerprint } from '../../contract/fingerprint.ts'
import type { MetricTuple } from '../../contract/metrics.ts'
import { toolSettingsSchema, type ToolSettings } from '../../contract/tool-file.ts'
import type { ToolDescription } from '../../contract/tools.ts'
import type { Task } from '../../contract/words.ts'
import type { AnnotatorAgreement } from '../engine-port.ts'
import { isTouchstoneError, TouchstoneError } from '../errors.ts'
import { annotatorsOf, describeAnnotator } from './annotators.ts'
import type { EvaluationDependencies } from './dependencies.ts'
import { expandSweep } from './expand-sweep.ts'
import { fingerprintFacts } from './fingerprint-facts.ts'
import { peopleAgreement, peopleFacts } from './people-agreement.ts'
import { testedDataset } from './tested-cases.ts'

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
  /** Metric options as they are recorded. */
  readonly options: EvaluationOrder['options']
  /** How they were chosen, and what would be proposed. */
  readonly fingerprint: Fingerprint
  /** Null where one person annotated. */
  readonly agreement: AnnotatorAgreement | null
}

/** The input itself against the truth: what doing nothing would score (restoration only). */
export const inputReference = 'baseline:input'

export async function prepareEvaluation(
  deps: EvaluationDependencies,
  order: EvaluationOrder,
): Promise<PreparedEvaluation> {
  const dataset = await deps.engine.request('freeze-dataset', order.dataset)
  const { task } = dataset
  const tested = testedDataset(dataset, order.cases)
  const agreement = await peopleAgreement(deps.engine, tested)
  const { options, headline, fingerprint } = await deps.engine.request('plan-measurement', {
    task,
    facts: { ...fingerprintFacts(tested), ...peopleFacts(agreement) },
    answers: order.answers ?? null,
    options: withObjectClasses(withPixelSize(order.options, dataset), dataset),
    headline: order.headline ?? null,
  })
  const metrics = await deps.engine.request('plan-metrics', { task, options })
  const tools = [...(await prepareTools(deps, order, task)), ...people(dataset, order)]
  return { dataset, tools, metrics, headline, options, fingerprint, agreement }
}

/** Points may be stated in micrometres: their gate needs the pixel size that all images share. */
function withPixelSize(
  options: EvaluationOrder['options'],
  { task, pixelSizeUm }: FrozenDataset,
): EvaluationOrder['options'] {
  if (task !== 'detection' || pixelSizeUm === null || options['pixelSizeUm'] !== undefined)
    return options
  const { x, y, z } = pixelSizeUm
  return { ...options, pixelSizeUm: z === undefined ? { x, y } : { x, y, z } }
}

/** Objects that have classes are scored by them too, unless the order names others. */
function withObjectClasses(
  options: EvaluationOrder['options'],
  { objectClasses }: FrozenDataset,
): EvaluationOrder['options'] {
  if (objectClasses === undefined || options['objectClasses'] !== undefined) return options
  return { ...options, objectClasses }
}

async function prepareTools(
  deps: EvaluationDependencies,
  order: EvaluationOrder,
  task: Task,
): Promise<readonly PreparedTool[]> {
  const keys = new Set<string>()
  const tools: PreparedTool[] = []
  for (const { reference, settings, sweep } of order.tools) {
    const description = await describe(deps, reference, task)
    const given = Object.fromEntries(
      Object.entries(settings ?? {}).filter(([, value]) => value !== undefined),
    )
    const base = toolSettingsSchema.parse({ ...description.settings, ...given })
    if (sweep !== undefined) requireTuning(order, reference)
    for (const one of expandSweep(reference, base, sweep ?? {}))
      tools.push({ key: uniqueKey(reference, keys), role: 'tool', description, settings: one })
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

/** Everybody who annotated beside the one whose labels are the truth. */
function people(dataset: FrozenDataset, { cases }: EvaluationOrder): PreparedTool[] {
  const tested = testedDataset(dataset, cases)
  return annotatorsOf(tested).map((name) => {
    const description = describeAnnotator(tested, name)
    const { reference: key, settings } = description
    return { key, role: 'reference', description, settings }
  })
}

/** The best of several settings on the test cases is no measure of a tool. */
function requireTuning({ cases }: EvaluationOrder, reference: string): void {
  if (cases === 'tuning') return
  throw new TouchstoneError(
    'bad-options',
    `The settings of ${reference} are to be swept, and the evaluation is about the cases for testing; sweep on those for tuning (cases: tuning).`,
    { reference, cases },
  )
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
