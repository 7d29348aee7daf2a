/** Instance metrics that are computed when asked for: other tools' headlines, under ids that say what they are. */
import type { MetricDefinition } from './definition-type.ts'
import { matchingThresholds } from './matching.ts'
import { objectPolicyDefaults } from './object-policy.ts'

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
  occasionalOptions: objectPolicyDefaults,
} as const

const matched = { ...shared, defaultOptions: { comparison: '>=' } } as const

export const instanceDefinitionsOnRequest: readonly MetricDefinition[] = [
  {
    ...shared,
    id: 'aji',
    name: 'AJI',
    definition:
      'Aggregated Jaccard index (Kumar 2017): every true object takes its prediction of best IoU, which may be taken again; intersections / (unions of these pairs + areas of what was never taken).',
  },
  {
    ...shared,
    id: 'aji-plus',
    name: 'AJI+',
    definition:
      'Aggregated Jaccard index with a one-to-one assignment of largest IoU sum (HoVer-Net): intersections / (unions of the pairs + areas of unpaired objects).',
  },
  {
    ...shared,
    id: 'aji-cellpose',
    name: 'AJI (Cellpose)',
    definition:
      "Cellpose's aggregated_jaccard_index: intersections of the one-to-one assignment at IoU 0.5 / area of the union of all foreground; not the index of Kumar.",
  },
  {
    ...shared,
    id: 'ctc-seg',
    name: 'SEG (CTC)',
    definition:
      'Cell Tracking Challenge SEG: mean over true objects of the Jaccard index with the prediction that covers more than half of it, 0 where none does; extra objects do not count.',
  },
  {
    ...shared,
    id: 'ctc-det',
    name: 'DET (CTC)',
    definition:
      'Cell Tracking Challenge DET: 1 - min(D, D0) / D0 with D = 5 per split needed + 10 per missed + 1 per extra object and D0 = 10 per true object.',
  },
  {
    ...matched,
    id: 'mean-true-iou@0.5',
    name: 'Mean IoU of true objects',
    definition:
      'Sum of the IoU of pairs matched at 0.5 / number of true objects; StarDist calls it mean_true_score.',
  },
  ...matchingThresholds.filter((threshold) => threshold > 0.5).map(criticalSuccessIndexAt),
  {
    ...matched,
    id: 'critical-success-index-mean@0.5:0.95',
    name: 'Mean critical success index, IoU 0.5 to 0.95',
    definition:
      'Mean of TP / (TP + FP + FN) over the ten IoU thresholds 0.5, 0.55 ... 0.95; the score of the 2018 Data Science Bowl for one image.',
  },
]

function criticalSuccessIndexAt(threshold: number): MetricDefinition {
  return {
    ...matched,
    id: `critical-success-index@${threshold}`,
    name: `Critical success index at IoU ${threshold}`,
    definition: `TP / (TP + FP + FN) at IoU ${threshold}; StarDist calls it accuracy and Cellpose AP.`,
  }
}
