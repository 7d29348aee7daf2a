/** The classification metrics of one list of samples: classes and probabilities in, scores out. */
import type { EmptyCasePolicy, Json, Score } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import {
  classAccuracy,
  classCounts,
  classKappa,
  confusionOf,
  gorodkinCorrelation,
  meanRecall,
  type ClassConfusion,
} from '../class-confusion.ts'
import {
  emptyCasePolicyOption,
  requireKnownOptions,
  type MetricOptions,
} from '../metric-options.ts'
import { defined, toWireRecord, undefinedScore } from '../score.ts'
import {
  brierBinary,
  brierSum,
  calibrationErrors,
  logLoss,
  topLabelCalibration,
} from './calibration.ts'
import { averagedScore } from './class-scores.ts'
import { classificationOptionDefaults } from './definitions.ts'
import {
  averagePrecision,
  averagePrecisionMacro,
  rocAuc,
  rocAucOneVersusRest,
  scoresOfClass,
  type ClassProbabilities,
} from './ranking-scores.ts'

/** Places are those of `classes`. */
export interface ClassifiedSamples {
  readonly classes: readonly string[]
  readonly truth: readonly number[]
  readonly prediction: readonly number[]
  /** Rows of one value per class; null where the tool gave none. */
  readonly probabilities: Float64Array | null
  /** Of two classes the one that was looked for; null where nobody said. */
  readonly positive: number | null
}

/** Throws `bad-options`. */
export function scoreClassification(
  samples: ClassifiedSamples,
  options: MetricOptions = {},
): { readonly scores: Readonly<Record<string, Score>> } {
  const label = labelScores(samples, options)
  return { scores: toWireRecord({ ...label, ...probabilityScores(samples, options) }) }
}

/** Of the classes that were named alone. Throws `bad-options`. */
export function labelScores(
  { classes, truth, prediction }: ClassifiedSamples,
  options: MetricOptions,
): Readonly<Record<string, Score>> {
  requireKnownOptions(options, ['emptyCasePolicy', ...Object.keys(classificationOptionDefaults)])
  const places = classes.map((_, place) => place)
  return scoresOfLabels(confusionOf(truth, prediction, places), emptyCasePolicyOption(options))
}

/** Of the probabilities; undefined without. Throws `bad-options`. */
export function probabilityScores(
  samples: ClassifiedSamples,
  options: MetricOptions,
): Readonly<Record<string, Score>> {
  return scoresOfProbabilities(samples, binsOption(options.bins))
}

/** Metrics that a single sample has; all others are over all samples together. */
export const metricsOfOneSample: readonly string[] = [
  'accuracy',
  'brier-sum',
  'brier-binary',
  'log-loss',
]

function scoresOfLabels(confusion: ClassConfusion, policy: EmptyCasePolicy): Record<string, Score> {
  const present = classCounts(confusion).filter(({ truth }) => truth > 0).length
  const several = (score: () => Score): Score =>
    present < 2 && policy === 'touchstone' ? undefinedScore('single-class') : score()
  return {
    'balanced-accuracy': several(() => defined(meanRecall(confusion))),
    accuracy: defined(classAccuracy(confusion)),
    'f1-macro': averagedScore(confusion, 'f1', 'macro', policy === 'reference' ? 0 : null),
    mcc: several(() => gorodkinCorrelation(confusion)),
    kappa: several(() => classKappa(confusion, 'equal')),
  }
}

function scoresOfProbabilities(samples: ClassifiedSamples, bins: number): Record<string, Score> {
  const { classes, truth, probabilities, positive } = samples
  const ids = ['auroc', 'average-precision', 'brier-sum', 'brier-binary', 'ece', 'log-loss']
  if (probabilities === null)
    return Object.fromEntries(ids.map((id) => [id, undefinedScore('no-probabilities')]))
  const data: ClassProbabilities = { truth, probabilities, classes: classes.length }
  const shared = { 'brier-sum': defined(brierSum(data)), 'log-loss': defined(logLoss(data)) }
  if (classes.length !== 2)
    return {
      ...shared,
      auroc: rocAucOneVersusRest(data, 'macro'),
      'average-precision': averagePrecisionMacro(data),
      'brier-binary': undefinedScore(classes.length < 2 ? 'single-class' : 'several-classes'),
      ece: defined(topLabelCalibration(data, bins).expected),
    }
  if (positive === null) {
    const unknown = undefinedScore('no-positive-class')
    const names = ['auroc', 'average-precision', 'brier-binary', 'ece']
    return { ...shared, ...Object.fromEntries(names.map((id) => [id, unknown])) }
  }
  const own = scoresOfClass(data, positive)
  const isPositive = (sample: number): boolean => truth[sample] === positive
  return {
    ...shared,
    auroc: rocAuc({ scores: own, isPositive }),
    'average-precision': averagePrecision({ scores: own, isPositive }),
    'brier-binary': defined(brierBinary(own, isPositive)),
    ece: defined(calibrationErrors(own, isPositive, bins).expected),
  }
}

function binsOption(value: Json | undefined): number {
  if (value === undefined) return classificationOptionDefaults.bins
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1000)
    return value
  throw new TouchstoneError(
    'bad-options',
    `The metric option bins is ${JSON.stringify(value)}; it must be a whole number from 1 to 1000.`,
    { option: 'bins', given: value },
  )
}
