/**
 * The catalogue of metrics. A metric is a tuple of id, version, options, aggregation and empty-case
 * policy; the tuple travels with every number, and unlike tuples never share a column.
 */
import type { MetricTuple } from '../../contract/metrics.ts'
import type { EmptyCasePolicy, Task } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type { CataloguedMetric } from './definition-type.ts'
import { instanceDefinitions } from './instance-definitions.ts'
import { emptyCasePolicyOption, requireKnownOptions, type MetricOptions } from './metric-options.ts'
import { restorationDefinitions } from './restoration/definitions.ts'
import { semanticDefinitions } from './semantic-definitions.ts'

export type { CataloguedMetric, MetricDefinition } from './definition-type.ts'

/** In the order in which they are listed. */
export const metricDefinitions: readonly CataloguedMetric[] = [
  ...instanceDefinitions,
  ...semanticDefinitions,
  ...restorationDefinitions,
].map((definition, order) => ({ ...definition, order }))

/** Throws `not-found` for an id that is not in the catalogue. */
export function metricDefinition(id: string): CataloguedMetric {
  const definition = metricDefinitions.find((candidate) => candidate.id === id)
  if (definition === undefined)
    throw new TouchstoneError('not-found', `There is no metric ${id} in the catalogue.`, { id })
  return definition
}

export function metricsForTask(task: Task): readonly CataloguedMetric[] {
  return metricDefinitions.filter(({ tasks }) => tasks.includes(task))
}

/** Id of the metric that leads a task's tables and ranks its tools unless another is chosen. */
export function headlineMetric(task: Task): string {
  const id = headlines[task]
  if (id === undefined)
    throw new TouchstoneError('bad-request', `The task ${task} has no metrics yet.`, { task })
  return id
}

const headlines: Partial<Readonly<Record<Task, string>>> = {
  instances: 'f1@0.5',
  semantic: 'dice',
  restoration: 'ssim-wang',
}

/**
 * A metric as it is computed with `options`, the task's options as given: each metric keeps those it
 * knows. Throws `bad-options` for a name that no metric of the task knows.
 */
export function metricTuple(
  id: string,
  options: MetricOptions = {},
  policy: EmptyCasePolicy = emptyCasePolicyOption(options),
): MetricTuple {
  const { version, tasks, aggregation, defaultOptions } = metricDefinition(id)
  requireKnownOptions(options, ['emptyCasePolicy', ...tasks.flatMap(optionsOfTask)])
  const own = Object.entries(defaultOptions).map(([name, value]) => [name, options[name] ?? value])
  return {
    id,
    version,
    options: Object.fromEntries(own) as MetricTuple['options'],
    aggregation,
    emptyCasePolicy: policy,
  }
}

function optionsOfTask(task: Task): readonly string[] {
  const names = metricsForTask(task).flatMap(({ defaultOptions }) => Object.keys(defaultOptions))
  return [...new Set(names)]
}
