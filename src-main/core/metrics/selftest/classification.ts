/** Values for reference cases of kind `classification`, under the names of the reference README. */
import type { Json, Score } from '../../../contract/words.ts'
import {
  classAccuracy,
  classKappa,
  confusionOf,
  gorodkinCorrelation,
  meanRecall,
} from '../class-confusion.ts'
import {
  brierBinary,
  brierSum,
  calibrationErrors,
  classwiseCalibration,
  logLoss,
  logLossBinary,
  mostProbable,
  topLabelCalibration,
} from '../classification/calibration.ts'
import { averagedScore, classScores, pooledScores } from '../classification/class-scores.ts'
import {
  averagePrecision,
  averagePrecisionMacro,
  precisionRecallCurve,
  rocAuc,
  rocAucOneVersusOne,
  rocAucOneVersusRest,
  rocCurve,
  topKAccuracy,
  type ClassProbabilities,
} from '../classification/ranking-scores.ts'
import { numberOf } from '../score.ts'
import type { ReferenceArrays, ReferenceCase } from './reference-case.ts'
import { askedFor, jsonOfScore, numbersOf } from './reference-values.ts'

export function classificationCase(
  arrays: ReferenceArrays,
  { expected, kwargs }: ReferenceCase,
): Record<string, Json> {
  const labels = Array.from(arrays['y_true']?.data ?? [], Number)
  const given = Array.from(arrays['y_prob']?.data ?? [], Number)
  const isBinary = kwargs['task'] === 'binary'
  const classes = isBinary ? [0, 1] : [...numbersOf(kwargs['labels'], [])]
  const places = new Map(classes.map((label, place) => [label, place]))
  const truth = labels.map((label) => places.get(label) ?? -1)
  const threshold = typeof kwargs['threshold'] === 'number' ? kwargs['threshold'] : 0.5
  const data: ClassProbabilities = {
    truth,
    classes: classes.length,
    probabilities: isBinary ? given.flatMap((p) => [1 - p, p]) : given,
  }
  const predicted = isBinary ? given.map((p) => Number(p >= threshold)) : mostProbable(data)
  const values = {
    ...fromLabels(truth, predicted, classes),
    ...(isBinary ? ofTwo(given, truth, threshold) : ofSeveral(data, classes)),
    brier_sum_over_classes: () => brierSum(data),
    ...Object.fromEntries(
      [10, 15].flatMap((bins) => [
        [`ece_top_label_${bins}`, () => topLabelCalibration(data, bins).expected],
        [`mce_top_label_${bins}`, () => topLabelCalibration(data, bins).largest],
        [`ece_classwise_${bins}`, () => classwiseCalibration(data, bins)],
      ]),
    ),
  }
  return askedFor(values, expected)
}

type Values = Readonly<Record<string, () => Json>>

function fromLabels(
  truth: readonly number[],
  predicted: readonly number[],
  classes: readonly number[],
): Values {
  const places = classes.map((_, place) => place)
  const confusion = confusionOf(truth, predicted, places)
  const values: Record<string, () => Json> = {
    confusion_matrix: () => confusion.counts.map((row) => [...row]),
    accuracy: () => classAccuracy(confusion),
    balanced_accuracy: () => meanRecall(confusion),
    mcc: () => jsonOfScore(gorodkinCorrelation(confusion)),
    cohen_kappa: () => jsonOfScore(classKappa(confusion, 'equal')),
    cohen_kappa_linear: () => jsonOfScore(classKappa(confusion, 'linear')),
    cohen_kappa_quadratic: () => jsonOfScore(classKappa(confusion, 'quadratic')),
  }
  for (const share of ['precision', 'recall', 'f1'] as const) {
    values[`${share}_macro`] = () => jsonOfScore(averagedScore(confusion, share, 'macro', 0))
    values[`${share}_weighted`] = () => jsonOfScore(averagedScore(confusion, share, 'weighted', 0))
    values[`${share}_micro`] = () => jsonOfScore(pooledScores(confusion)[share])
    values[`${share}_per_class`] = () =>
      classScores(confusion).map((scores) => orZero(scores[share]))
  }
  if (classes.length === 2) values['f1'] = () => orZero(classScores(confusion)[1]!.f1)
  return values
}

function ofTwo(given: readonly number[], truth: readonly number[], threshold: number): Values {
  const isPositive = (sample: number): boolean => truth[sample] === 1
  const ranked = { scores: given, isPositive }
  return {
    threshold: () => threshold,
    roc_auc: () => jsonOfScore(rocAuc(ranked)),
    average_precision: () => jsonOfScore(averagePrecision(ranked)),
    roc_curve: () => ({ ...rocCurve(ranked) }),
    pr_curve: () => ({ ...precisionRecallCurve(ranked) }),
    brier: () => brierBinary(given, isPositive),
    log_loss: () => logLossBinary(given, isPositive),
    ...Object.fromEntries(
      [10, 15].flatMap((bins) => [
        [`ece_positive_class_${bins}`, () => calibrationErrors(given, isPositive, bins).expected],
        [`mce_positive_class_${bins}`, () => calibrationErrors(given, isPositive, bins).largest],
      ]),
    ),
  }
}

function ofSeveral(data: ClassProbabilities, classes: readonly number[]): Values {
  return {
    prediction: () => mostProbable(data).map((place) => classes[place]!),
    roc_auc_ovr_macro: () => jsonOfScore(rocAucOneVersusRest(data, 'macro')),
    roc_auc_ovr_weighted: () => jsonOfScore(rocAucOneVersusRest(data, 'weighted')),
    roc_auc_ovo_macro: () => jsonOfScore(rocAucOneVersusOne(data, 'macro')),
    roc_auc_ovo_weighted: () => jsonOfScore(rocAucOneVersusOne(data, 'weighted')),
    average_precision_macro: () => jsonOfScore(averagePrecisionMacro(data)),
    top2_accuracy: () => topKAccuracy(data, 2),
    log_loss: () => logLoss(data),
  }
}

/** The reference counts 0/0 as 0. */
function orZero(score: Score): number {
  return 'undefined' in score ? 0 : numberOf(score)
}
