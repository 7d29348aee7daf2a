/** True and predicted classes brought together by id, as the metrics take them. */
import { TouchstoneError } from '../errors.ts'
import type { ClassifiedSamples } from '../metrics/classification/score-classification.ts'
import type { PredictedClasses, TrueClasses } from './read-classes.ts'
import { shortened } from './table.ts'

export interface JoinedClasses extends ClassifiedSamples {
  readonly notes: readonly string[]
}

/** How far the probabilities of one sample may sum from 1, by rounding in the file. */
const roundingOfSums = 0.01
/** Pairs of classes of which everybody knows which one is looked for. */
const positives = [
  ['0', '1'],
  ['false', 'true'],
  ['no', 'yes'],
  ['negative', 'positive'],
] as const

/** TouchstoneError 'pair-missing' for a sample without prediction, 'dataset-invalid', 'bad-options'. */
export function joinClasses(
  truth: TrueClasses,
  prediction: PredictedClasses,
  positiveClass: string | null,
  /** Classes that there are beyond those of these samples. */
  alsoClasses: readonly string[] = [],
): JoinedClasses {
  requireAll(truth, prediction)
  const ids = [...truth.classes.keys()]
  const classes = classesOf(truth, prediction, ids, { positiveClass, alsoClasses })
  const positive = positivePlace(classes, positiveClass)
  const places = new Map(classes.map((name, place) => [name, place]))
  const probabilities = probabilitiesOf(prediction, ids, places, positive)
  const extra = prediction.samples.size - ids.length
  return {
    classes,
    truth: ids.map((id) => places.get(truth.classes.get(id)!)!),
    prediction: ids.map((id, sample) => {
      const { label } = prediction.samples.get(id)!
      return label === null
        ? mostProbable(probabilities!, sample, classes.length, positive)
        : places.get(label)!
    }),
    probabilities,
    positive,
    notes: [
      ...truth.notes,
      ...prediction.notes,
      ...(extra > 0
        ? [
            `${prediction.path} names ${extra} samples that ${truth.path} does not; they do not count.`,
          ]
        : []),
    ],
  }
}

function requireAll(truth: TrueClasses, prediction: PredictedClasses): void {
  const missing = [...truth.classes.keys()].filter((id) => !prediction.samples.has(id))
  if (missing.length === 0) return
  throw new TouchstoneError(
    'pair-missing',
    `${truth.path} names ${truth.classes.size} samples and ${prediction.path} lacks ${missing.length} of them, for instance ${shortened(missing[0]!)}; samples are matched by id, and every one needs a prediction.`,
    { missing: missing.slice(0, 20).map(shortened), count: missing.length },
  )
}

/** Classes of truth, prediction and probabilities; numbers by value, words by code. */
function classesOf(
  truth: TrueClasses,
  prediction: PredictedClasses,
  ids: readonly string[],
  {
    positiveClass,
    alsoClasses,
  }: { readonly positiveClass: string | null; readonly alsoClasses: readonly string[] },
): readonly string[] {
  const named = new Set([...truth.classes.values(), ...alsoClasses])
  for (const id of ids) {
    const { label } = prediction.samples.get(id)!
    if (label !== null) named.add(label)
  }
  if (prediction.probabilityOf !== 'positive') {
    for (const name of prediction.probabilityOf) named.add(name)
  } else {
    if (positiveClass !== null && named.size < 2) named.add(positiveClass)
    // probabilities of class 1 alone say that there is a class 0
    for (const pair of positives)
      if (named.size === 1 && pair.some((name) => named.has(name)))
        for (const name of pair) named.add(name)
  }
  return [...named].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : Number(a > b)))
}

function positivePlace(classes: readonly string[], positiveClass: string | null): number | null {
  if (positiveClass !== null) {
    const place = classes.indexOf(positiveClass)
    if (place >= 0) return place
    throw new TouchstoneError(
      'bad-options',
      `The metric option positiveClass is ${positiveClass}, and the classes are ${classes.slice(0, 12).join(', ')}.`,
      { positiveClass, classes: classes.slice(0, 12) },
    )
  }
  if (classes.length !== 2) return null
  const plain = classes.map((name) => name.toLowerCase())
  const known = positives.find((pair) => pair.every((name) => plain.includes(name)))
  return known === undefined ? null : plain.indexOf(known[1])
}

function probabilitiesOf(
  prediction: PredictedClasses,
  ids: readonly string[],
  places: ReadonlyMap<string, number>,
  positive: number | null,
): Float64Array | null {
  const { path, probabilityOf, samples } = prediction
  if (probabilityOf.length === 0) return null
  const values = new Float64Array(ids.length * places.size)
  const of = probabilityOf === 'positive' ? null : probabilityOf.map((name) => places.get(name)!)
  if (of === null && (places.size !== 2 || positive === null))
    throw new TouchstoneError(
      'bad-options',
      `${path} has one column of probabilities and the classes are ${[...places.keys()].slice(0, 12).join(', ')}; name the class it is of with positiveClass, or give one column p_<class> for each.`,
      { path },
    )
  const [only] = of ?? []
  // of two classes the probability of one is that of the other too
  const isOneOfTwo = of?.length === 1 && places.size === 2
  if (of !== null && of.length < places.size && !isOneOfTwo)
    throw new TouchstoneError(
      'dataset-invalid',
      `${path} has probabilities for ${of.length} classes and there are ${places.size}: ${[...places.keys()].slice(0, 12).join(', ')}; give one column p_<class> for each.`,
      { path },
    )
  for (const [sample, id] of ids.entries()) {
    const own = samples.get(id)!.probabilities
    const row = sample * places.size
    if (of === null || isOneOfTwo) {
      const place = isOneOfTwo ? only! : positive!
      values[row + place] = own[0]!
      values[row + 1 - place] = 1 - own[0]!
      continue
    }
    const sum = own.reduce((total, value) => total + value, 0)
    if (Math.abs(sum - 1) > roundingOfSums)
      throw new TouchstoneError(
        'dataset-invalid',
        `${path}: the probabilities of ${shortened(id)} sum to ${sum}, and must sum to 1.`,
        { path, id: shortened(id), sum },
      )
    for (const [column, place] of of.entries()) values[row + place] = own[column]!
  }
  return values
}

/** Of two classes the positive from 0.5 on; of several the first of the highest. */
function mostProbable(
  probabilities: Float64Array,
  sample: number,
  classes: number,
  positive: number | null,
): number {
  const row = probabilities.subarray(sample * classes, (sample + 1) * classes)
  if (positive !== null && classes === 2) return row[positive]! >= 0.5 ? positive : 1 - positive
  return row.indexOf(Math.max(...row))
}
