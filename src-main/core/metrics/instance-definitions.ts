/**
 * The instance metrics of the catalogue. A pair of objects is matched one to one at an IoU of at least the
 * threshold; TP are matched pairs, FP unmatched predicted and FN unmatched true objects.
 */
import type { MetricDefinition } from './definition-type.ts'
import { matchingThresholds } from './matching.ts'
import { matchingOptionDefaults } from './matching-options.ts'
import { objectPolicyDefaults } from './object-policy.ts'

const shared = {
  version: '1',
  tasks: ['instances'] as const,
  aggregation: 'mean-over-cases',
  emptyCasePolicy: 'touchstone',
  defaultOptions: { comparison: '>=' },
  occasionalOptions: matchingOptionDefaults,
} as const
/** Of what is counted without matching. */
const unmatched = { defaultOptions: {}, occasionalOptions: objectPolicyDefaults } as const
const share = {
  ...shared,
  unit: '',
  direction: 'higher',
  range: [0, 1] as const,
  digits: 3,
} as const
const count = {
  ...shared,
  unit: 'objects',
  direction: 'lower',
  range: [0, null] as const,
  digits: 1,
} as const

export const instanceDefinitions: readonly MetricDefinition[] = [
  f1At(0.5),
  {
    ...share,
    id: 'precision@0.5',
    name: 'Precision at IoU 0.5',
    definition:
      'Share of predicted objects that match a true object one to one with an IoU of at least 0.5: TP / (TP + FP).',
  },
  {
    ...share,
    id: 'recall@0.5',
    name: 'Recall at IoU 0.5',
    definition:
      'Share of true objects that match a predicted object one to one with an IoU of at least 0.5: TP / (TP + FN).',
  },
  {
    ...share,
    id: 'panoptic-quality@0.5',
    name: 'Panoptic quality at IoU 0.5',
    definition:
      'Sum of the IoU of matched pairs / (TP + FP / 2 + FN / 2): F1 times the mean IoU of the matched pairs.',
  },
  {
    ...share,
    id: 'mean-matched-iou@0.5',
    name: 'Mean IoU of matched',
    definition:
      'How well matched objects are outlined: sum of the IoU of matched pairs / TP, at IoU 0.5; objects without a match do not count.',
  },
  {
    ...shared,
    tasks: ['instances', 'detection'],
    id: 'count-error',
    name: 'Count error',
    definition:
      'Number of predicted objects (or points) minus number of true ones; positive when too many were found.',
    unit: 'objects',
    direction: 'zero',
    range: [null, null],
    digits: 1,
    ...unmatched,
  },
  {
    ...count,
    id: 'missed',
    name: 'Missed',
    definition:
      'Number of true objects without a match at IoU 0.5 that no split or merge explains.',
  },
  {
    ...count,
    id: 'extra',
    name: 'Extra',
    definition:
      'Number of predicted objects without a match at IoU 0.5 that no split or merge explains.',
  },
  {
    ...count,
    id: 'split',
    name: 'Split',
    definition:
      'Number of true objects in two or more fragments: predicted objects that lie with more than half of their pixels in it and cover at least a tenth of it.',
    ...unmatched,
  },
  {
    ...count,
    id: 'merged',
    name: 'Merged',
    definition:
      'Number of predicted objects that join two or more true ones: each with more than half of its pixels in it and covering at least a tenth of it.',
    ...unmatched,
  },
  {
    ...count,
    id: 'catastrophe',
    name: 'Catastrophes',
    definition:
      'Number of tangles: groups of objects without a match at IoU 0.5, of two or more true and two or more predicted ones, that no single split or merge explains; counted beside splits and merges.',
  },
  {
    ...share,
    id: 'critical-success-index@0.5',
    name: 'Critical success index at IoU 0.5',
    definition:
      'TP / (TP + FP + FN) at IoU 0.5; StarDist calls it accuracy and Cellpose AP, but it is not the area under a precision-recall curve.',
  },
  ...matchingThresholds.filter((threshold) => threshold > 0.5).map(f1At),
  {
    ...share,
    id: 'f1-mean@0.5:0.95',
    name: 'Mean F1, IoU 0.5 to 0.95',
    definition:
      'Mean of F1 = 2 TP / (2 TP + FP + FN) over the ten IoU thresholds 0.5, 0.55 ... 0.95.',
  },
]

function f1At(threshold: number): MetricDefinition {
  return {
    ...share,
    id: `f1@${threshold}`,
    name: `F1 at IoU ${threshold}`,
    definition: `Agreement on which objects exist, 2 TP / (2 TP + FP + FN): a true and a predicted object match one to one when their IoU is at least ${threshold}.`,
  }
}
