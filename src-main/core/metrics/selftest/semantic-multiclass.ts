/** Values for reference cases of kind `semantic_multiclass`, under the names of the reference README. */
import type { Json, Score } from '../../../contract/words.ts'
import {
  classAccuracy,
  classConfusion,
  classCounts,
  classKappa,
  classOverlaps,
  gorodkinCorrelation,
  meanRecall,
  type ClassCounts,
} from '../class-confusion.ts'
import { numberOf } from '../score.ts'
import type { ReferenceArrays, ReferenceCase } from './reference-case.ts'
import { arrayPair, askedFor, jsonOfScore, labelImageOf, numbersOf } from './reference-values.ts'

export function semanticMulticlassCase(
  arrays: ReferenceArrays,
  { expected, kwargs }: ReferenceCase,
): Record<string, Json> {
  const { truth, prediction } = arrayPair(arrays)
  const classes = numbersOf(kwargs.labels, [])
  const confusion = classConfusion(labelImageOf(truth), labelImageOf(prediction), classes)
  const counts = classCounts(confusion)
  const overlaps = classOverlaps(confusion)
  const iou = overlaps.map((overlap) => orZero(overlap.iou))
  const dice = overlaps.map((overlap) => orZero(overlap.dice))
  const isPresent = counts.map((entry) => entry.truth + entry.prediction > 0)
  const total = (field: keyof ClassCounts): number => sum(counts.map((entry) => entry[field]))
  const weights = counts.map((entry) => entry.truth / total('truth'))
  return askedFor(
    {
      confusion_matrix: () => confusion.counts,
      iou_per_class: () => iou,
      dice_per_class: () => dice,
      iou_macro: () => mean(iou),
      dice_macro: () => mean(dice),
      iou_micro: () => total('both') / (total('truth') + total('prediction') - total('both')),
      dice_micro: () => (2 * total('both')) / (total('truth') + total('prediction')),
      iou_weighted: () => sum(iou.map((value, place) => value * weights[place]!)),
      dice_weighted: () => sum(dice.map((value, place) => value * weights[place]!)),
      mean_iou_present: () => mean(iou.filter((_, place) => isPresent[place])),
      mean_iou_no_background: () =>
        mean(iou.filter((_, place) => isPresent[place] && classes[place] !== 0)),
      accuracy: () => classAccuracy(confusion),
      balanced_accuracy: () => meanRecall(confusion),
      mcc: () => jsonOfScore(gorodkinCorrelation(confusion)),
      cohen_kappa: () => jsonOfScore(classKappa(confusion, 'equal')),
      cohen_kappa_quadratic: () => jsonOfScore(classKappa(confusion, 'quadratic')),
    },
    expected,
  )
}

/** The reference counts a class that is on neither side as 0. */
function orZero(score: Score): number {
  return 'undefined' in score ? 0 : numberOf(score)
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
