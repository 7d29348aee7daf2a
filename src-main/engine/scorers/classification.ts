/** Classes in tables, one row per image. */
import { TouchstoneError } from '../../core/errors.ts'
import { scoreClassification } from '../../core/metrics/classification/score-classification.ts'
import type { MetricOptions } from '../../core/metrics/metric-options.ts'
import { joinClasses } from '../../core/tables/join-classes.ts'
import { readPredictedClasses, readTrueClasses } from '../../core/tables/read-classes.ts'
import type { Scorer } from './scorer.ts'

export const scoreClassificationFiles: Scorer = async ({ truth, prediction, options }) => {
  const trueClasses = await readTrueClasses(truth)
  const predicted = await readPredictedClasses(prediction, new Set(trueClasses.classes.values()))
  const joined = joinClasses(trueClasses, predicted, positiveClassOf(options))
  return { scores: scoreClassification(joined, options).scores, notes: joined.notes }
}

/** Text, or a number such as 1: classes are compared as they are written. */
function positiveClassOf({ positiveClass }: MetricOptions): string | null {
  if (positiveClass === undefined || positiveClass === null) return null
  if (typeof positiveClass === 'object')
    throw new TouchstoneError('bad-options', 'The metric option positiveClass names one class.')
  return String(positiveClass)
}
