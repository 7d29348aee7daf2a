/**
 * Semantic metrics that are computed when asked for. Border pixels of a mask are those with a neighbour
 * outside it along an axis; outside the image counts as outside.
 */
import type { MetricDefinition } from './definition-type.ts'

/** `pixelSizeUm` null: as the files state it. */
export const distanceOptionDefaults = { distanceUnit: 'px', pixelSizeUm: null } as const
/**
 * Conventions that other programs have otherwise. There is one value of each here; they stand in the tuple, so
 * that nobody compares our numbers with those of another convention unawares.
 */
export const semanticConventions = {
  border: 'face-neighbours',
  percentile: 'linear',
  skeleton: 'zhang-2d-lee-3d',
} as const
export const semanticOptionDefaults = {
  ...distanceOptionDefaults,
  ...semanticConventions,
} as const
const { border, percentile, skeleton } = semanticConventions

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
  defaultOptions: { ...distanceOptionDefaults, border },
} as const

/** Surfaces between pixels have no border pixels. */
const element = { ...distance, defaultOptions: distanceOptionDefaults } as const

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
    defaultOptions: { ...distance.defaultOptions, percentile },
    name: 'HD95 (larger of both directions)',
    definition:
      'Larger of the two directed 95th percentiles (linear interpolation) of border distances, as Metrics Reloaded defines it.',
  },
  {
    ...distance,
    id: 'hd95-pooled',
    defaultOptions: { ...distance.defaultOptions, percentile },
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
    defaultOptions: { skeleton },
    name: 'clDice',
    definition:
      'Harmonic mean of the shares of each centre line that lie in the other mask; skeletons by Zhang in planes and by Lee in stacks.',
  },
  {
    ...shared,
    id: 'topology-precision',
    defaultOptions: { skeleton },
    name: 'Topology precision',
    definition:
      "Share of the prediction's centre line that lies in the true mask: |S(P) ∩ T| / |S(P)|.",
  },
  {
    ...shared,
    id: 'topology-sensitivity',
    defaultOptions: { skeleton },
    name: 'Topology sensitivity',
    definition:
      "Share of the truth's centre line that lies in the predicted mask: |S(T) ∩ P| / |S(T)|.",
  },
  meanSurfaceShareDefinition(1),
  meanSurfaceShareDefinition(2),
  chengBoundaryIouDefinition(0.02),
  {
    ...element,
    id: 'surfel-hausdorff',
    name: 'Hausdorff distance (surface elements)',
    definition:
      'Largest distance between surfaces that lie between pixels, in both directions, as google-deepmind/surface-distance defines it.',
  },
  {
    ...element,
    id: 'surfel-hd95',
    name: 'HD95 (surface elements)',
    definition:
      'Distance within which 95 % of the length (area) of a surface between pixels lies from the other, the larger of both directions, as google-deepmind/surface-distance defines it.',
  },
  {
    ...element,
    id: 'surfel-asd-truth',
    name: 'ASD from truth (surface elements)',
    definition:
      'Mean distance of the true surface between pixels to the predicted one, weighted by length (area), as google-deepmind/surface-distance defines it.',
  },
  {
    ...element,
    id: 'surfel-asd-prediction',
    name: 'ASD from prediction (surface elements)',
    definition:
      'Mean distance of the predicted surface between pixels to the true one, weighted by length (area), as google-deepmind/surface-distance defines it.',
  },
  surfaceElementShareDefinition(1),
  surfaceElementShareDefinition(2),
  fBetaDefinition(2),
  {
    ...shared,
    id: 'area-difference',
    name: 'Relative area difference',
    definition:
      'Foreground area of the prediction against that of the truth, (|P| − |T|) / |T|; positive when too much was marked.',
    direction: 'zero',
    range: [-1, null],
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
    defaultOptions: distance.defaultOptions,
  }
}

/** As panoptica has it: `nsd-mean@1.5`. */
export function meanSurfaceShareDefinition(tolerance: number): MetricDefinition {
  return {
    ...shared,
    id: `nsd-mean@${tolerance}`,
    name: `NSD at ${tolerance} (mean of both directions)`,
    definition: `Mean of the share of the truth's border pixels within ${tolerance} (in the distance unit) of the other border and of that of the prediction's, as panoptica defines it.`,
    defaultOptions: distance.defaultOptions,
  }
}

/** As google-deepmind/surface-distance has it: `surfel-nsd@1.5`. */
export function surfaceElementShareDefinition(tolerance: number): MetricDefinition {
  return {
    ...shared,
    id: `surfel-nsd@${tolerance}`,
    name: `Surface Dice at ${tolerance} (surface elements)`,
    definition: `Share of the length (area) of both surfaces between pixels within ${tolerance} (in the distance unit) of the other, as google-deepmind/surface-distance defines it.`,
    defaultOptions: distanceOptionDefaults,
  }
}

/** Any beta makes a metric: `f-beta@0.5`. */
export function fBetaDefinition(beta: number): MetricDefinition {
  return {
    ...shared,
    id: `f-beta@${beta}`,
    name: `F${beta} (pixels)`,
    definition: `Precision and recall of pixels in one, recall ${beta} times as important: (1 + β²) P R / (β² P + R).`,
  }
}

/** Any share of the image's diagonal makes a metric: `boundary-iou-cheng@0.01`. */
export function chengBoundaryIouDefinition(ratio: number): MetricDefinition {
  return {
    ...shared,
    id: `boundary-iou-cheng@${ratio}`,
    name: `Boundary IoU (Cheng) at ${ratio}`,
    definition: `IoU of the inner bands that ${ratio} of the image's diagonal (rounded, at least 1 px) erosions by 3 x 3 remove, as Cheng 2021 defines it; planes only.`,
  }
}

/** Any depth in pixels makes a metric: `boundary-iou@3`. */
export function boundaryIouDefinition(distancePx: number): MetricDefinition {
  return {
    ...shared,
    id: `boundary-iou@${distancePx}`,
    name: `Boundary IoU at ${distancePx} px`,
    definition: `IoU of the inner bands: pixels of each mask closer than ${distancePx} px to its border pixels, as Metrics Reloaded defines it; 1 is the border alone.`,
    defaultOptions: { border },
  }
}
