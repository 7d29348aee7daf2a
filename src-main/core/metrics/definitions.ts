/**
 * The catalogue of metrics. A metric is a tuple of id, version, options, aggregation and empty-case
 * policy; the tuple travels with every number, and unlike tuples never share a column.
 */
import type { MetricTuple } from '../../contract/metrics.ts'
import type { EmptyCasePolicy, Task } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { classMetricDefinition, type ClassMetricFamily } from './class-metric-definitions.ts'
import { classOptionDefaults } from './class-options.ts'
import { classificationDefinitions } from './classification/definitions.ts'
import type { CataloguedMetric, MetricDefinition } from './definition-type.ts'
import { detectionDefinitions, f1AtGateDefinition } from './detection/definitions.ts'
import { instanceDefinitions } from './instance-definitions.ts'
import {
  instanceDefinitionsOnRequest,
  outlineDefinition,
} from './instance-definitions-on-request.ts'
import { emptyCasePolicyOption, requireKnownOptions, type MetricOptions } from './metric-options.ts'
import { objectClassDefinition, objectClassDefinitions } from './object-classes.ts'
import { restorationDefinitions } from './restoration/definitions.ts'
import { restorationDefinitionsOnRequest } from './restoration/definitions-on-request.ts'
import { semanticDefinitions } from './semantic-definitions.ts'
import {
  boundaryIouDefinition,
  chengBoundaryIouDefinition,
  fBetaDefinition,
  meanSurfaceShareDefinition,
  semanticDefinitionsOnRequest,
  surfaceDistanceDefinition,
  surfaceElementShareDefinition,
} from './semantic-definitions-on-request.ts'

export type { CataloguedMetric, MetricDefinition } from './definition-type.ts'

/** In the order in which they are listed. */
export const metricDefinitions: readonly CataloguedMetric[] = [
  ...instanceDefinitions,
  ...semanticDefinitions,
  ...restorationDefinitions,
  ...detectionDefinitions,
  ...classificationDefinitions,
  ...instanceDefinitionsOnRequest,
  ...objectClassDefinitions,
  ...semanticDefinitionsOnRequest,
  ...restorationDefinitionsOnRequest,
].map((definition, order) => ({ ...withClassOptions(definition), order }))

/** Every semantic metric may be of a mask or of classes, which its tuple then says. */
function withClassOptions(definition: MetricDefinition): MetricDefinition {
  if (!definition.tasks.includes('semantic')) return definition
  return {
    ...definition,
    occasionalOptions: { ...definition.occasionalOptions, ...classOptionDefaults },
  }
}

/** Throws `not-found` for an id that is not in the catalogue. */
export function metricDefinition(id: string): CataloguedMetric {
  const definition = metricDefinitions.find((candidate) => candidate.id === id) ?? parameterized(id)
  if (definition === undefined)
    throw new TouchstoneError('not-found', `There is no metric ${id} in the catalogue.`, { id })
  return definition
}

/** Metrics with a number in their id, such as `nsd@1.5`: any makes a metric. */
function parameterized(id: string): CataloguedMetric | undefined {
  const ofObjects = /^class-pq@(.+)$/.exec(id)
  if (ofObjects !== null)
    return { ...objectClassDefinition(ofObjects[1]!), order: metricDefinitions.length }
  const ofClass = /^(dice|iou|precision|recall)-class@(0|[1-9]\d{0,9})$/.exec(id)
  if (ofClass !== null) {
    const definition = classMetricDefinition(ofClass[1] as ClassMetricFamily, Number(ofClass[2]))
    return { ...withClassOptions(definition), order: metricDefinitions.length }
  }
  const found = /^([a-z0-9-]+)@(\d+(?:\.\d+)?)$/.exec(id)
  const length = Number(found?.[2])
  // one id per number: 1.50 and 1.5 are one metric
  if (found === null || String(length) !== found[2] || length === 0) return undefined
  const families: Readonly<Record<string, (parameter: number) => MetricDefinition>> = {
    nsd: surfaceDistanceDefinition,
    'nsd-mean': meanSurfaceShareDefinition,
    'surfel-nsd': surfaceElementShareDefinition,
    'boundary-iou': boundaryIouDefinition,
    'boundary-iou-cheng': chengBoundaryIouDefinition,
    'f-beta': fBetaDefinition,
    'outline-f': (scale) => outlineDefinition('f', scale),
    'outline-precision': (scale) => outlineDefinition('precision', scale),
    'outline-recall': (scale) => outlineDefinition('recall', scale),
    'f1-points': f1AtGateDefinition,
  }
  const name = found[1]!
  const family = Object.hasOwn(families, name) ? families[name] : undefined
  if (family === undefined) return undefined
  return { ...withClassOptions(family(length)), order: metricDefinitions.length }
}

/** The metrics that a task computes unless others are asked for. */
export function metricsForTask(task: Task): readonly CataloguedMetric[] {
  return everyMetricForTask(task).filter(({ onRequest }) => onRequest?.includes(task) !== true)
}

/** Those on request too. */
export function everyMetricForTask(task: Task): readonly CataloguedMetric[] {
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
  detection: 'f1-points',
  classification: 'balanced-accuracy',
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
  const { version, tasks, aggregation, defaultOptions, occasionalOptions } = metricDefinition(id)
  requireKnownOptions(options, ['emptyCasePolicy', ...tasks.flatMap(optionsOfTask)])
  const own = Object.entries(defaultOptions).map(([name, value]) => [name, options[name] ?? value])
  const occasional = Object.entries(occasionalOptions ?? {}).flatMap(([name, value]) =>
    options[name] === undefined || options[name] === value ? [] : [[name, options[name]]],
  )
  return {
    id,
    version,
    options: Object.fromEntries([...own, ...occasional]) as MetricTuple['options'],
    aggregation: isMeanOverClasses(id, options) ? meanOverClasses : aggregation,
    emptyCasePolicy: policy,
  }
}

/** Aggregation of a metric that is computed per class of a class map. */
const meanOverClasses = 'mean-over-classes-then-cases'
/** These take all classes at once. */
const ofAllClasses = ['accuracy', 'balanced-accuracy', 'mcc', 'kappa']

function isMeanOverClasses(id: string, { classes }: MetricOptions): boolean {
  if (classes === undefined || classes === null || id.includes('-class@')) return false
  return metricDefinition(id).tasks.includes('semantic') && !ofAllClasses.includes(id)
}

/** What the metrics of a task may be told; an occasional option belongs to the first task of its metric. */
export function optionsOfTask(task: Task): readonly string[] {
  const names = everyMetricForTask(task).flatMap(({ tasks, defaultOptions, occasionalOptions }) =>
    Object.keys({ ...defaultOptions, ...(tasks[0] === task ? occasionalOptions : {}) }),
  )
  const ofClassMaps = Object.keys(classOptionDefaults)
  return [...new Set(names)].filter((name) => task === 'semantic' || !ofClassMaps.includes(name))
}
