/** Values for reference cases of kind `semantic`, under the names of the reference README. */
import type { Json } from '../../../contract/words.ts'
import type { Mask } from '../../images/types.ts'
import { borderPixels } from '../boundary/border-pixels.ts'
import { boundaryIou, chengBoundaryIou } from '../boundary/boundary-iou.ts'
import { centreLineScores, skeleton } from '../boundary/cl-dice.ts'
import * as elements from '../boundary/surface-elements.ts'
import * as surfaces from '../boundary/surface-distances.ts'
import { confusionCounts } from '../confusion-counts.ts'
import { fBeta, pixelScores } from '../pixel-scores.ts'
import type { ReferenceArrays, ReferenceCase } from './reference-case.ts'
import { arrayPair, askedFor, jsonOfScore, maskOf } from './reference-values.ts'

const policy = 'reference'

export function semanticCase(
  arrays: ReferenceArrays,
  { expected, spacing }: ReferenceCase,
): Record<string, Json> {
  const inputs = arrayPair(arrays)
  const truth = maskOf(inputs.truth)
  const prediction = maskOf(inputs.prediction)
  return askedFor(
    {
      ...pixelValues(truth, prediction),
      ...surfaceValues(truth, prediction, spacing, Object.keys(expected)),
      ...boundaryIouValues(truth, prediction, Object.keys(expected)),
      ...skeletonValues(truth, prediction),
      ...elementValues(truth, prediction, spacing, Object.keys(expected)),
    },
    expected,
  )
}

type Values = Record<string, () => Json>

function pixelValues(truth: Mask, prediction: Mask): Values {
  const counts = confusionCounts(truth, prediction)
  const scores = pixelScores(counts, policy)
  return {
    tp: () => counts.truePositives,
    fp: () => counts.falsePositives,
    fn: () => counts.falseNegatives,
    tn: () => counts.trueNegatives,
    dice: () => jsonOfScore(scores.dice),
    iou: () => jsonOfScore(scores.iou),
    precision: () => jsonOfScore(scores.precision),
    recall: () => jsonOfScore(scores.recall),
    specificity: () => jsonOfScore(scores.specificity),
    accuracy: () => jsonOfScore(scores.accuracy),
    balanced_accuracy: () => jsonOfScore(scores.balancedAccuracy),
    mcc: () => jsonOfScore(scores.matthewsCorrelation),
    cohen_kappa: () => jsonOfScore(scores.cohenKappa),
    f2: () => jsonOfScore(fBeta(counts, 2, policy)),
  }
}

function surfaceValues(
  truth: Mask,
  prediction: Mask,
  spacing: readonly number[] | null,
  names: readonly string[],
): Values {
  const distances = surfaces.surfaceDistances(truth, prediction, spacing ?? undefined)
  return {
    border_count_gt: () => pixelCount(borderPixels(truth)),
    border_count_pred: () => pixelCount(borderPixels(prediction)),
    hausdorff: () => jsonOfScore(surfaces.hausdorff(distances, policy)),
    hd95_max_of_directed: () => jsonOfScore(surfaces.hausdorff95(distances, policy)),
    hd95_pooled: () => jsonOfScore(surfaces.hausdorff95Pooled(distances, policy)),
    assd_pooled: () => jsonOfScore(surfaces.averageSurfaceDistance(distances, policy)),
    masd: () => jsonOfScore(surfaces.meanSurfaceDistance(distances, policy)),
    ...parameterized(names, 'nsd_pooled@', (tolerance) =>
      jsonOfScore(surfaces.normalizedSurfaceDistance(distances, tolerance, policy)),
    ),
    ...parameterized(names, 'nsd_mean@', (tolerance) =>
      jsonOfScore(surfaces.meanSurfaceShare(distances, tolerance, policy)),
    ),
  }
}

function boundaryIouValues(truth: Mask, prediction: Mask, names: readonly string[]): Values {
  return {
    ...parameterized(names, 'boundary_iou@', (distance) =>
      jsonOfScore(boundaryIou(truth, prediction, distance, policy)),
    ),
    ...parameterized(names, 'boundary_iou_cheng@', (ratio) =>
      jsonOfScore(chengBoundaryIou(truth, prediction, ratio, policy)),
    ),
  }
}

function skeletonValues(truth: Mask, prediction: Mask): Values {
  const scores = centreLineScores(truth, prediction, policy)
  return {
    cldice: () => jsonOfScore(scores.clDice),
    topology_precision: () => jsonOfScore(scores.topologyPrecision),
    topology_sensitivity: () => jsonOfScore(scores.topologySensitivity),
    skeleton_gt: () => nested(skeleton(truth)),
    skeleton_pred: () => nested(skeleton(prediction)),
    skeleton_gt_count: () => pixelCount(skeleton(truth)),
    skeleton_pred_count: () => pixelCount(skeleton(prediction)),
  }
}

/** Surfaces between pixels, as DeepMind's surface-distance has them. */
function elementValues(
  truth: Mask,
  prediction: Mask,
  spacing: readonly number[] | null,
  names: readonly string[],
): Values {
  const pieces = elements.surfaceElements(truth, prediction, spacing ?? undefined)
  return {
    surfel_hausdorff: () => jsonOfScore(elements.surfelHausdorff(pieces, 100, policy)),
    surfel_hd95: () => jsonOfScore(elements.surfelHausdorff(pieces, 95, policy)),
    surfel_asd: () =>
      (['truth', 'prediction'] as const).map((side) =>
        jsonOfScore(elements.surfelAverage(pieces, side, policy)),
      ),
    ...parameterized(names, 'surfel_nsd@', (tolerance) =>
      jsonOfScore(elements.surfelWithin(pieces, tolerance, policy)),
    ),
  }
}

/** Values of names such as `nsd_pooled@1.25`: what follows `prefix` is the parameter. */
function parameterized(
  names: readonly string[],
  prefix: string,
  value: (parameter: number) => Json,
): Values {
  const asked = names.filter((name) => name.startsWith(prefix))
  return Object.fromEntries(
    asked.map((name) => [name, () => value(Number(name.slice(prefix.length)))]),
  )
}

function pixelCount({ data }: Mask): number {
  return data.reduce((count, value) => count + Number(value !== 0), 0)
}

/** The pixels as lists of lists, outermost axis first. */
function nested({ shape, data }: Mask): Json {
  let rows: Json[] = [...data]
  for (const side of shape.slice(1).toReversed())
    rows = Array.from({ length: rows.length / side }, (_, row) =>
      rows.slice(row * side, (row + 1) * side),
    )
  return rows
}
