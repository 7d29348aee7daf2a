/**
 * Objects that have a class: panoptic quality of each class alone, their mean, and how many of the objects that
 * were found have the right class. Matching for the last one does not look at classes.
 */
import type { ObjectErrors } from '../../contract/images.ts'
import type { EmptyCasePolicy, Json, Score } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type { MetricDefinition } from './definition-type.ts'
import { matchObjects, type Matching, type MatchingOptions } from './matching.ts'
import { matchingScores } from './matching-scores.ts'
import type { MetricOptions } from './metric-options.ts'
import type { Objects, OverlapTable } from './overlap-types.ts'
import { defined, ratio, undefinedScore } from './score.ts'

/** Class by label, of both sides; null where it is not known. */
export interface ClassesOfObjects {
  readonly truth: ReadonlyMap<number, string>
  readonly prediction: ReadonlyMap<number, string> | null
}

const mostClasses = 64

/** Names of the classes to score; null where objects have none. Throws `bad-options`. */
export function objectClassesOption(value: Json | undefined): readonly string[] | null {
  if (value === undefined || value === null) return null
  const given: readonly unknown[] = Array.isArray(value) ? value : []
  const names = given.filter((one): one is string => typeof one === 'string' && one !== '')
  const isUsable =
    names.length > 0 &&
    names.length === given.length &&
    names.length <= mostClasses &&
    new Set(names).size === names.length
  if (isUsable) return names
  throw new TouchstoneError(
    'bad-options',
    `The metric option objectClasses is ${JSON.stringify(value).slice(0, 100)}; it must name 1 to ${mostClasses} classes of objects, each once, for instance ["T cell", "B cell"].`,
    { option: 'objectClasses' },
  )
}

const shared = {
  version: '1',
  tasks: ['instances'] as MetricDefinition['tasks'],
  onRequest: ['instances'] as MetricDefinition['tasks'],
  unit: '',
  direction: 'higher',
  range: [0, 1],
  digits: 3,
  aggregation: 'mean-over-cases',
  emptyCasePolicy: 'touchstone',
  defaultOptions: {},
  occasionalOptions: { objectClasses: null },
} as const satisfies Partial<MetricDefinition>

export const objectClassDefinitions: readonly MetricDefinition[] = [
  {
    ...shared,
    id: 'class-pq-mean@0.5',
    name: 'Panoptic quality, mean over classes',
    definition:
      'Plain mean of the panoptic quality at IoU 0.5 of each class of objects, over the classes that are in truth or prediction. Needs the option objectClasses.',
  },
  {
    ...shared,
    id: 'class-accuracy@0.5',
    name: 'Right class of what was found',
    definition:
      'Share of the objects matched at IoU 0.5, whatever their class, that have the class of their partner. Needs the option objectClasses.',
  },
]

/** `class-pq@T cell`: any name makes a metric. */
export function objectClassDefinition(name: string): MetricDefinition {
  return {
    ...shared,
    id: `class-pq@${name}`,
    name: `Panoptic quality of ${name}`,
    definition: `Panoptic quality at IoU 0.5 of the objects of class ${name} alone, on both sides: sum of the IoU of matched pairs / (TP + FP / 2 + FN / 2). Needs the option objectClasses.`,
  }
}

/** What is computed of objects with classes, unless metrics are chosen. */
export function objectClassMetricIds({ objectClasses }: MetricOptions): readonly string[] {
  const names = objectClassesOption(objectClasses) ?? []
  return names.length === 0 ? [] : idsFor(names)
}

function idsFor(names: readonly string[]): readonly string[] {
  return [...objectClassDefinitions.map(({ id }) => id), ...names.map((one) => `class-pq@${one}`)]
}

/** By metric id. `table` and `atHalf`: of all objects. */
export function scoreObjectClasses(
  table: OverlapTable,
  atHalf: Matching,
  names: readonly string[],
  classes: ClassesOfObjects | null,
  how: Omit<MatchingOptions, 'threshold'>,
  policy: EmptyCasePolicy,
): Record<string, Score> {
  const ids = idsFor(names)
  if (classes === null || classes.prediction === null)
    return Object.fromEntries(ids.map((id) => [id, undefinedScore('no-object-classes')]))
  const { truth, prediction } = classes
  const qualities = names.map((name) => {
    const own = onlyClass(table, name, truth, prediction)
    return matchingScores(matchObjects(own, { threshold: 0.5, ...how }), policy).panopticQuality
  })
  const values = qualities.flatMap((score) => ('value' in score ? [Number(score.value)] : []))
  const right = atHalf.pairs.filter(
    (pair) =>
      truth.get(table.truth.labels[pair.truth]!) ===
      prediction.get(table.prediction.labels[pair.prediction]!),
  )
  return {
    'class-pq-mean@0.5':
      values.length === 0
        ? undefinedScore('both-empty')
        : defined(values.reduce((sum, value) => sum + value, 0) / values.length),
    'class-accuracy@0.5': ratio(right.length, atHalf.pairs.length, 'no-matches'),
    ...Object.fromEntries(names.map((name, at) => [`class-pq@${name}`, qualities[at]!])),
  }
}

/** The class of each object where it is known, for the file beside the prediction. */
export function withObjectClasses(
  objects: ObjectErrors,
  classes: ClassesOfObjects | null,
): ObjectErrors {
  if (classes === null) return objects
  const named = (side: 'truth' | 'prediction'): ObjectErrors['truth'] =>
    objects[side].map((object) => {
      const objectClass = classes[side]?.get(object.label)
      return objectClass === undefined ? object : { ...object, objectClass }
    })
  return { ...objects, truth: named('truth'), prediction: named('prediction') }
}

/** The table of a pair of images that hold the objects of one class alone. */
function onlyClass(
  table: OverlapTable,
  name: string,
  truth: ReadonlyMap<number, string>,
  prediction: ReadonlyMap<number, string>,
): OverlapTable {
  const [rows, columns] = [kept(table.truth, name, truth), kept(table.prediction, name, prediction)]
  return {
    truth: rows.objects,
    prediction: columns.objects,
    overlaps: table.overlaps.flatMap(({ truth: t, prediction: p, pixels }) => {
      const [row, column] = [rows.placeOf[t]!, columns.placeOf[p]!]
      return row < 0 || column < 0 ? [] : [{ truth: row, prediction: column, pixels }]
    }),
  }
}

function kept({ labels, areas }: Objects, name: string, classes: ReadonlyMap<number, string>) {
  let count = 0
  const placeOf = labels.map((label) => (classes.get(label) === name ? count++ : -1))
  const isKept = (_: unknown, place: number): boolean => placeOf[place]! >= 0
  return { placeOf, objects: { labels: labels.filter(isKept), areas: areas.filter(isKept) } }
}
