/** The semantic metrics of the catalogue; T and P are the foreground pixels of truth and prediction. */
import type { MetricDefinition } from './definition-type.ts'

const shared = {
  version: '1',
  tasks: ['semantic'] as const,
  unit: '',
  direction: 'higher',
  range: [0, 1] as const,
  digits: 3,
  aggregation: 'mean-over-cases',
  emptyCasePolicy: 'touchstone',
  defaultOptions: {},
} as const

export const semanticDefinitions: readonly MetricDefinition[] = [
  {
    ...shared,
    id: 'dice',
    name: 'Dice',
    definition:
      'Overlap of the foreground pixels T of the truth and P of the prediction: 2 |T ∩ P| / (|T| + |P|).',
  },
  {
    ...shared,
    id: 'iou',
    name: 'IoU',
    definition:
      'Foreground pixels in both truth and prediction / foreground pixels in either: |T ∩ P| / |T ∪ P|.',
  },
  {
    ...shared,
    id: 'precision',
    name: 'Precision (pixels)',
    definition: 'Share of the predicted foreground that is foreground in truth: |T ∩ P| / |P|.',
  },
  {
    ...shared,
    id: 'recall',
    name: 'Recall (pixels)',
    definition: 'Share of the true foreground that was predicted as foreground: |T ∩ P| / |T|.',
  },
]
