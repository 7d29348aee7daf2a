/**
 * The detection metrics of the catalogue. Points are paired one to one within a gate: as many pairs as
 * there can be, and of those ways the one with the least sum of squared distances.
 */
import type { MetricDefinition } from '../definition-type.ts'

/** The gate and the unit it is stated in; micrometres need the pixel size, or points in micrometres. */
export const detectionOptionDefaults = { gate: 5, distanceUnit: 'px', pixelSizeUm: null } as const

const shared = {
  version: '1',
  tasks: ['detection'] as MetricDefinition['tasks'],
  unit: '',
  direction: 'higher',
  range: [0, 1],
  digits: 3,
  aggregation: 'mean-over-cases',
  emptyCasePolicy: 'touchstone',
  defaultOptions: detectionOptionDefaults,
} as const

export const detectionDefinitions: readonly MetricDefinition[] = [
  {
    ...shared,
    id: 'f1-points',
    name: 'F1 of points',
    definition:
      'Agreement on which points exist, 2 TP / (2 TP + FP + FN): a true and a predicted point pair one to one when they are no farther apart than the gate.',
  },
  {
    ...shared,
    id: 'precision-points',
    name: 'Precision of points',
    definition:
      'Share of predicted points that pair with a true point within the gate: TP / (TP + FP).',
  },
  {
    ...shared,
    id: 'recall-points',
    name: 'Recall of points',
    definition:
      'Share of true points that pair with a predicted point within the gate: TP / (TP + FN).',
  },
  {
    ...shared,
    id: 'localisation-rmse',
    name: 'Localisation RMSE',
    definition:
      'Root of the mean squared distance of paired points, in the unit of the gate; points without a partner do not count.',
    unit: 'px or µm',
    direction: 'lower',
    range: [0, null],
    digits: 2,
  },
  {
    ...shared,
    id: 'average-precision-points',
    name: 'Average precision of points',
    definition:
      'Predicted points by falling score each take the nearest free true point within the gate; sum over scores of gain in recall times precision, equal scores as one step, without interpolation. Undefined without scores.',
  },
  ...[1, 2, 3, 4, 6, 8, 10].map(f1AtGateDefinition),
]

/** Any gate makes a metric, in the distance unit: together they are the curve of F1 against the gate. */
export function f1AtGateDefinition(gate: number): MetricDefinition {
  const { distanceUnit, pixelSizeUm } = detectionOptionDefaults
  return {
    ...shared,
    id: `f1-points@${gate}`,
    name: `F1 of points at ${gate}`,
    definition: `F1 of points with a gate of ${gate} (in the distance unit), whatever the option gate says.`,
    defaultOptions: { distanceUnit, pixelSizeUm },
    onRequest: ['detection'],
  }
}
