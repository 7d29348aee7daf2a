/** An evaluation as the record knows it: what is needed to start it, go on with it, and compare. */
import type { FrozenDataset } from '../../contract/datasets.ts'
import { frozenDatasetSchema } from '../../contract/datasets.ts'
import type { OrderedExecution } from '../../contract/execution.ts'
import { measurementSchema, type Measurement } from '../../contract/fingerprint.ts'
import { toolSettingsSchema, type ToolSettings } from '../../contract/tool-file.ts'
import { toolDescriptionSchema, type ToolDescription } from '../../contract/tools.ts'
import { taskSchema, type Json, type Task } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type { EvaluationEntry } from '../history/entries.ts'
import type { EvaluationId, RunId } from '../history/ids.ts'
import type { History } from '../history/open-history.ts'
import { testedDataset, tuningNote } from './tested-cases.ts'
import { variantNames } from './variant-names.ts'

export interface OrderedRun {
  readonly run: RunId
  readonly key: string
  readonly role: 'tool' | 'reference'
  readonly description: ToolDescription
  readonly settings: ToolSettings
}

export interface RecordedOrder {
  readonly entry: EvaluationEntry
  readonly task: Task
  /** With the cases of the order's role alone. */
  readonly dataset: FrozenDataset
  /** That there are tuning cases, or that these are, in a sentence. */
  readonly tuning: string | null
  readonly metricOptions: Readonly<Record<string, Json>>
  /** Null in records of before this was settled with the order; then all ran on the CPU. */
  readonly execution: OrderedExecution | null
  /** Null where nobody was asked what is to be measured. */
  readonly measurement: Measurement | null
  readonly runs: readonly OrderedRun[]
}

export function readOrder(history: History, evaluation: string): RecordedOrder {
  const entry = history.evaluation(evaluation)
  if (!entry) throw new TouchstoneError('not-found', `There is no evaluation ${evaluation}.`)
  const dataset = history.dataset(entry.dataset)
  if (!dataset)
    throw new TouchstoneError(
      'record-damaged',
      `The record has no dataset ${entry.dataset} for ${evaluation}.`,
    )
  const whole = frozenDatasetSchema.parse(dataset.document)
  return {
    entry,
    task: taskSchema.parse(entry.task),
    dataset: testedDataset(whole, entry.cases),
    tuning: tuningNote(whole, entry.cases),
    metricOptions: entry.settings,
    execution: entry.execution,
    measurement: measurementOf(entry),
    runs: withVariantNames(
      entry.tools.map((tool, index) => ({
        run: runIdOf(entry.id, index),
        key: tool.key,
        role: tool.role,
        description: descriptionOf(history, tool),
        settings: toolSettingsSchema.parse(tool.settings),
      })),
    ),
  }
}

function withVariantNames(runs: readonly OrderedRun[]): readonly OrderedRun[] {
  const names = variantNames(
    runs.map(({ description: { digest, name }, settings }) => ({ digest, name, settings })),
  )
  return runs.map((run, at) => ({
    ...run,
    description: { ...run.description, name: names[at] ?? run.description.name },
  }))
}

/** How the metrics of an evaluation were chosen, as it was recorded with its order. */
export function measurementOf({ measurement }: EvaluationEntry): Measurement | null {
  return measurement === null ? null : measurementSchema.parse(measurement)
}

/** Runs are named by their place in the order, so that an interrupted evaluation finds them again. */
export function runIdOf(evaluation: EvaluationId, index: number): RunId {
  return `${evaluation}.${index + 1}` as RunId
}

function descriptionOf(
  history: History,
  { digest, reference, cannotRun }: EvaluationEntry['tools'][number],
): ToolDescription {
  const entry = history.tool(digest)
  if (!entry)
    throw new TouchstoneError('record-damaged', `The record has no tool ${digest} (${reference}).`)
  // The same tool may be reached by another path today; the order's reference is the one that counts.
  const recorded = toolDescriptionSchema.parse(entry.document)
  return { ...recorded, reference, ...(cannotRun === undefined ? {} : { cannotRun }) }
}
