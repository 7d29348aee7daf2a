/** Classes in tables, one row per image: of a whole table, or of one image of a dataset. */
import { TouchstoneError } from '../../core/errors.ts'
import { scoreClassification } from '../../core/metrics/classification/score-classification.ts'
import type { MetricOptions } from '../../core/metrics/metric-options.ts'
import { shareReadouts } from '../../core/metrics/readouts/count-readouts.ts'
import { joinClasses, type JoinedClasses } from '../../core/tables/join-classes.ts'
import { readPredictedClasses, readTrueClasses } from '../../core/tables/read-classes.ts'
import type { ClassifiedCase, Pair, Scored, Scorer } from './scorer.ts'

export const scoreClassificationFiles: Scorer = async (pair) => {
  const { truth, prediction, options, classified } = pair
  if (classified) {
    const { joined, ...scored } = await scoreOneImage(prediction, classified, options)
    return { ...scored, ...sharesOf(pair, joined) }
  }
  const trueClasses = await readTrueClasses(truth)
  const predicted = await readPredictedClasses(prediction, new Set(trueClasses.classes.values()))
  const joined = joinClasses(trueClasses, predicted, positiveClassOf(options))
  const { scores } = scoreClassification(joined, options)
  return { scores, ...sharesOf(pair, joined), notes: joined.notes }
}

function sharesOf(
  pair: Pair,
  { classes, truth, prediction }: JoinedClasses,
): Pick<Scored, 'readouts'> {
  return pair.readouts ? { readouts: shareReadouts(classes, truth, prediction) } : {}
}

async function scoreOneImage(
  prediction: string,
  classified: ClassifiedCase,
  options: MetricOptions,
): Promise<Scored & { readonly joined: JoinedClasses }> {
  const joined = await joinOneImage(prediction, classified, options)
  const { classes, probabilities } = joined
  const named = joined.prediction[0]!
  const isRight = named === joined.truth[0]
  const sure = probabilities === null ? '' : ` with probability ${probabilities[named]!.toFixed(3)}`
  const verdict = isRight
    ? `Named ${classes[named]!}${sure}, which it is.`
    : `Named ${classes[named]!}${sure}; it is ${classified.trueClass}.`
  const { scores } = scoreClassification(joined, options)
  return { scores, joined, notes: [verdict, ...joined.notes] }
}

/** The one row of `prediction`, whatever it calls the image. Errors as reading and joining. */
export async function joinOneImage(
  prediction: string,
  { id, trueClass, classes }: ClassifiedCase,
  options: MetricOptions,
): Promise<JoinedClasses> {
  const predicted = await readPredictedClasses(prediction, new Set(classes))
  const [answer, ...others] = predicted.samples.values()
  if (answer === undefined || others.length > 0)
    throw new TouchstoneError(
      'dataset-invalid',
      `${prediction} has ${predicted.samples.size} rows; the prediction of one image is one.`,
    )
  const truth = {
    path: prediction,
    classes: new Map([[id, trueClass]]),
    samples: new Map<string, string>(),
    notes: [],
  }
  const own = { ...predicted, samples: new Map([[id, answer]]) }
  return joinClasses(truth, own, positiveClassOf(options), classes)
}

/** Text, or a number such as 1: classes are compared as they are written. */
export function positiveClassOf({ positiveClass }: MetricOptions): string | null {
  if (positiveClass === undefined || positiveClass === null) return null
  if (typeof positiveClass === 'object')
    throw new TouchstoneError('bad-options', 'The metric option positiveClass names one class.')
  return String(positiveClass)
}
