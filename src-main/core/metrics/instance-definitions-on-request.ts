/** Instance metrics that are computed when asked for: other tools' headlines, under ids that say what they are. */
import type { MetricDefinition } from './definition-type.ts'
import { matchingThresholds } from './matching.ts'
import { matchingOptionDefaults } from './matching-options.ts'
import { objectPolicyDefaults } from './object-policy.ts'
import { distanceOptionDefaults, semanticConventions } from './semantic-definitions-on-request.ts'

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

const matched = {
  ...shared,
  defaultOptions: { comparison: '>=' },
  occasionalOptions: matchingOptionDefaults,
} as const
const relative = { ...shared, direction: 'zero', range: [-1, null] } as const

export const instanceDefinitionsOnRequest: readonly MetricDefinition[] = [
  {
    ...shared,
    id: 'aji',
    // Version 1 took the lowest label of predictions of equal IoU.
    version: '2',
    name: 'AJI',
    definition:
      'Aggregated Jaccard index (Kumar 2017): every true object takes its prediction of best IoU, which may be taken again (of equals the one that shares more pixels); intersections / (unions of these pairs + areas of what was never taken).',
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
  {
    ...matched,
    id: 'correct',
    name: 'Correct',
    definition: 'Number of true objects that match a predicted one at IoU 0.5.',
    unit: 'objects',
    range: [0, null],
    digits: 1,
  },
  {
    ...relative,
    id: 'relative-count-error',
    name: 'Relative count error',
    definition:
      'Number of predicted objects minus number of true ones, divided by the latter; positive when too many were found.',
  },
  {
    ...relative,
    id: 'area-error',
    name: 'Relative area error',
    definition:
      'Area of all predicted objects minus that of all true ones, divided by the latter; positive when too much was marked.',
  },
  {
    ...shared,
    id: 'foreground-dice',
    name: 'Dice of all objects together',
    definition:
      'Overlap of the pixels of all objects, whichever is whose: 2 |T ∩ P| / (|T| + |P|).',
  },
  {
    ...matched,
    id: 'matched-dice@0.5',
    name: 'Mean Dice of matched',
    definition: 'Mean of 2 |T ∩ P| / (|T| + |P|) over the pairs matched at IoU 0.5.',
  },
  {
    ...matched,
    id: 'panoptic-dice@0.5',
    name: 'Panoptic quality with Dice',
    definition: 'Sum of the Dice of pairs matched at IoU 0.5 / (TP + FP / 2 + FN / 2).',
  },
  {
    ...matched,
    ...{ direction: 'zero', range: [-1, null] },
    id: 'matched-area-error@0.5',
    name: 'Mean relative area error of matched',
    definition: 'Mean of (|P| − |T|) / |T| over the pairs matched at IoU 0.5, signed.',
  },
  {
    ...matched,
    ...{ unit: 'px or µm', direction: 'lower', range: [0, null], digits: 2 },
    id: 'matched-masd@0.5',
    name: 'MASD of matched',
    definition:
      'Mean over the pairs matched at IoU 0.5 of the mean of both directed mean border distances.',
    defaultOptions: {
      ...matched.defaultOptions,
      ...distanceOptionDefaults,
      border: semanticConventions.border,
    },
  },
  {
    ...shared,
    ...{ direction: 'lower' },
    id: 'adapted-rand-error',
    name: 'Adapted Rand error',
    definition:
      '1 − harmonic mean of pair precision and pair recall, over pairs of pixels that lie in true objects (Arganda-Carreras 2015, as scikit-image).',
  },
  {
    ...shared,
    ...{ unit: 'bits', direction: 'lower', range: [0, null] },
    id: 'voi-split',
    name: 'Variation of information, splits',
    definition:
      'H(P|T) in bits over all pixels, background as one region: grows where the prediction splits true objects.',
  },
  {
    ...shared,
    ...{ unit: 'bits', direction: 'lower', range: [0, null] },
    id: 'voi-merge',
    name: 'Variation of information, merges',
    definition:
      'H(T|P) in bits over all pixels, background as one region: grows where the prediction merges true objects.',
  },
  ...[0.1, 0.25, 0.5].flatMap((scale) =>
    (['f', 'precision', 'recall'] as const).map((kind) => outlineDefinition(kind, scale)),
  ),
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

/** Any share of the median diameter makes a metric: `outline-f@0.2`. */
export function outlineDefinition(
  kind: 'f' | 'precision' | 'recall',
  scale: number,
): MetricDefinition {
  const formulas = { f: '2 P R / (P + R)', precision: 'TP / (TP + FP)', recall: 'TP / (TP + FN)' }
  return {
    ...shared,
    id: `outline-${kind}@${scale}`,
    name: `Outline ${kind === 'f' ? 'F' : kind} at ${scale}`,
    definition: `Pixels within ${scale} of the median true diameter (at least 1 px) of the outlines of all objects, ${formulas[kind]}; boundary_scores of Cellpose, planes only.`,
  }
}
