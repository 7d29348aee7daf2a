/**
 * Semantic metrics that are computed when asked for. Border pixels of a mask are those with a neighbour
 * outside it along an axis; outside the image counts as outside.
 */
import type { MetricDefinition } from './definition-type.ts'

/** `pixelSizeUm` null: as the files state it. */
export const semanticOptionDefaults = { distanceUnit: 'px', pixelSizeUm: null } as const

const shared = {
  version: '1',
  tasks: ['semantic'] as MetricDefinition['tasks'],
  onRequest: ['semantic'] as MetricDefinition['tasks'],
  unit: '',
  direction: 'higher',
  range: [0, 1],
  digits: 3,
  aggregation: 'mean-over-cases',
  emptyCasePolicy: 'touchstone',
  defaultOptions: {},
} as const

const distance = {
  ...shared,
  unit: 'px or µm',
  direction: 'lower',
  range: [0, null],
  digits: 2,
  defaultOptions: semanticOptionDefaults,
} as const

export const semanticDefinitionsOnRequest: readonly MetricDefinition[] = [
  {
    ...distance,
    id: 'hausdorff',
    name: 'Hausdorff distance',
    definition:
      'Largest distance of a border pixel of one mask to the nearest border pixel of the other, in both directions.',
  },
  {
    ...distance,
    id: 'hd95',
    name: 'HD95 (larger of both directions)',
    definition:
      'Larger of the two directed 95th percentiles (linear interpolation) of border distances, as Metrics Reloaded defines it.',
  },
  {
    ...distance,
    id: 'hd95-pooled',
    name: 'HD95 (pooled)',
    definition:
      '95th percentile of the border distances of both directions together, as medpy defines it.',
  },
  {
    ...distance,
    id: 'assd',
    name: 'ASSD',
    definition:
      'Average symmetric surface distance: mean of the border distances of both directions together.',
  },
  {
    ...distance,
    id: 'masd',
    name: 'MASD',
    definition:
      'Mean average surface distance: mean of the two directed means of border distances.',
  },
  surfaceDistanceDefinition(1),
  surfaceDistanceDefinition(2),
  boundaryIouDefinition(1),
  boundaryIouDefinition(2),
  {
    ...shared,
    id: 'cl-dice',
    name: 'clDice',
    definition:
      'Harmonic mean of the shares of each centre line that lie in the other mask; skeletons by Zhang in planes and by Lee in stacks.',
  },
  {
    ...shared,
    id: 'specificity',
    name: 'Specificity (pixels)',
    definition: 'Share of the true background that was predicted as background: TN / (TN + FP).',
  },
]

/** Any tolerance makes a metric: `nsd@1.5`. */
export function surfaceDistanceDefinition(tolerance: number): MetricDefinition {
  return {
    ...shared,
    id: `nsd@${tolerance}`,
    name: `NSD at ${tolerance}`,
    definition: `Normalised surface distance: share of the border pixels of both masks within ${tolerance} (in the distance unit) of the other border.`,
    defaultOptions: semanticOptionDefaults,
  }
}

/** Any depth in pixels makes a metric: `boundary-iou@3`. */
export function boundaryIouDefinition(distancePx: number): MetricDefinition {
  return {
    ...shared,
    id: `boundary-iou@${distancePx}`,
    name: `Boundary IoU at ${distancePx} px`,
    definition: `IoU of the inner bands: pixels of each mask closer than ${distancePx} px to its border pixels, as Metrics Reloaded defines it; 1 is the border alone.`,
  }
}
