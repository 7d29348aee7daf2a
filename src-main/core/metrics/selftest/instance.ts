/** Values for reference cases of kind `instance`, under the names of the reference README. */
import type { Json } from '../../../contract/words.ts'
import { aggregatedJaccardIndex, aggregatedJaccardIndexPlus, cellposeJaccardIndex } from '../aji.ts'
import { bestIouPerTruth } from '../best-iou.ts'
import { agreement, type Criterion } from '../criterion.ts'
import { detection, seg, segPerObject } from '../ctc.ts'
import { matchObjects, matchingThresholds } from '../matching.ts'
import { matchingScores } from '../matching-scores.ts'
import { matchingRow, matchingTable } from '../matching-table.ts'
import { foregroundDice, matchedAreaError, matchedDice, panopticDice } from '../matched-pairs.ts'
import { matchedSurfaceDistance } from '../matched-distance.ts'
import { outlineScores, outlinesOf } from '../outline-scores.ts'
import { overlapTable, type OverlapTable } from '../overlap-table.ts'
import { strictPanopticQuality } from '../panoptic-quality.ts'
import { adaptedRandError, variationOfInformation } from '../partition-distances.ts'
import { defined, numberOf, undefinedScore } from '../score.ts'
import type { ReferenceArrays, ReferenceCase } from './reference-case.ts'
import { arrayPair, askedFor, jsonOfScore, labelImageOf, numbersOf } from './reference-values.ts'

export function instanceCase(
  arrays: ReferenceArrays,
  { expected, spacing }: ReferenceCase,
): Record<string, Json> {
  const table = tableOf(arrays)
  const thresholds = (name: string, key: string, usual: readonly number[]) =>
    numbersOf(expected[name]?.kwargs?.[key], usual)
  return askedFor(
    {
      n_true: () => table.truth.labels.length,
      n_pred: () => table.prediction.labels.length,
      stardist_matching: () =>
        matchingTable(table, thresholds('stardist_matching', 'thresh', stardistThresholds)),
      'tp_pairs@0.5': () => pairsAtHalf(table),
      'stardist_iot@0.5': () => rowAtHalf(table, 'iot'),
      'stardist_iop@0.5': () => rowAtHalf(table, 'iop'),
      cellpose_ap: () =>
        averagePrecision(table, thresholds('cellpose_ap', 'threshold', cellposeThresholds)),
      mean_ap_50_95: () => meanAveragePrecision(table),
      cellpose_aggregated_jaccard_index: () => jsonOfScore(cellposeJaccardIndex(table)),
      aji: () => jsonOfScore(aggregatedJaccardIndex(table)),
      aji_plus: () => jsonOfScore(aggregatedJaccardIndexPlus(table)),
      pq_strict: () => panopticQuality(table),
      ctc_seg: () => jsonOfScore(seg([table])),
      ctc_seg_per_object: () => ({ id: table.truth.labels, jaccard: segPerObject(table) }),
      ctc_det: () => ctcDetection(table),
      adapted_rand_error: () => jsonOfScore(adaptedRandError(table)),
      variation_of_information: () => informationVariation(table, arrays),
      best_iou_per_truth: () => ({
        id: table.truth.labels,
        area: table.truth.areas,
        best_iou: bestIouPerTruth(table),
      }),
      iou_matrix: () => iouMatrix(table),
      cellpose_boundary_scores: () =>
        outlineTable(
          arrays,
          table,
          thresholds('cellpose_boundary_scores', 'scales', outlineScales),
        ),
      panoptica: () => panoptica(arrays, table, numbersOf(spacing, [])),
    },
    expected,
  )
}

export function tableOf(arrays: ReferenceArrays): OverlapTable {
  const { truth, prediction } = arrayPair(arrays)
  return overlapTable(labelImageOf(truth), labelImageOf(prediction))
}

/** Cellpose's AP = TP / (TP + FP + FN) and its counts, one entry per threshold. */
export function averagePrecision(table: OverlapTable, thresholds: readonly number[]) {
  const matchings = thresholds.map((threshold) => matchObjects(table, { threshold }))
  return {
    threshold: thresholds,
    ap: matchings.map((matching) =>
      jsonOfScore(matchingScores(matching, 'reference').criticalSuccessIndex),
    ),
    tp: matchings.map(({ truePositives }) => truePositives),
    fp: matchings.map(({ falsePositives }) => falsePositives),
    fn: matchings.map(({ falseNegatives }) => falseNegatives),
  }
}

const cellposeThresholds = [0.5, 0.75, 0.9]
const stardistThresholds = Array.from({ length: 18 }, (_, step) => (2 + step) / 20)

function pairsAtHalf(table: OverlapTable): Json {
  return matchObjects(table, { threshold: 0.5 }).pairs.map(({ truth, prediction, score }) => [
    table.truth.labels[truth]!,
    table.prediction.labels[prediction]!,
    score,
  ])
}

function rowAtHalf(table: OverlapTable, criterion: Criterion): Json {
  return matchingRow(matchObjects(table, { threshold: 0.5, criterion }))
}

function meanAveragePrecision(table: OverlapTable): Json {
  const scores = matchingThresholds.map((threshold) =>
    numberOf(matchingScores(matchObjects(table, { threshold }), 'reference').criticalSuccessIndex),
  )
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  return jsonOfScore(Number.isNaN(mean) ? undefinedScore('both-empty') : defined(mean))
}

function panopticQuality(table: OverlapTable): Json {
  const quality = strictPanopticQuality(table, 'reference')
  return {
    dq: jsonOfScore(quality.detectionQuality),
    sq: jsonOfScore(quality.segmentationQuality),
    pq: jsonOfScore(quality.panopticQuality),
  }
}

function ctcDetection(table: OverlapTable): Json {
  const { splits, missed, extra, det } = detection(table)
  return { NS: splits, FN: missed, FP: extra, DET: jsonOfScore(det) }
}

const outlineScales = [0.1, 0.25, 0.5]

/** Lists of one entry per scale. */
function outlineTable(
  arrays: ReferenceArrays,
  table: OverlapTable,
  scales: readonly number[],
): Json {
  const outlines = outlinesOf(imagesOf(arrays), table)
  const scores = scales.map((scale) => outlineScores(outlines, scale, 'reference'))
  return {
    scale: scales,
    precision: scores.map(({ precision }) => jsonOfScore(precision)),
    recall: scores.map(({ recall }) => jsonOfScore(recall)),
    fscore: scores.map(({ f }) => jsonOfScore(f)),
  }
}

function panoptica(arrays: ReferenceArrays, table: OverlapTable, spacing: readonly number[]): Json {
  const policy = 'reference'
  const matching = matchObjects(table, { threshold: 0.5 })
  const { f1, meanMatchedScore, panopticQuality: quality } = matchingScores(matching, policy)
  const images = imagesOf(arrays)
  return {
    tp: matching.truePositives,
    fp: matching.falsePositives,
    fn: matching.falseNegatives,
    rq: jsonOfScore(f1),
    sq: jsonOfScore(meanMatchedScore),
    pq: jsonOfScore(quality),
    sq_dsc: jsonOfScore(matchedDice(table, matching, policy)),
    pq_dsc: jsonOfScore(panopticDice(table, matching, policy)),
    sq_assd: jsonOfScore(
      matchedSurfaceDistance(
        images,
        table,
        matching,
        spacing.length > 0 ? spacing : images.truth.shape.map(() => 1),
        policy,
      ),
    ),
    sq_rvd: jsonOfScore(matchedAreaError(table, matching)),
    global_bin_dsc: jsonOfScore(foregroundDice(table, matching, policy)),
  }
}

function imagesOf(arrays: ReferenceArrays) {
  const { truth, prediction } = arrayPair(arrays)
  return { truth: labelImageOf(truth), prediction: labelImageOf(prediction) }
}

/** H(prediction | truth), then H(truth | prediction), as scikit-image orders them. */
function informationVariation(table: OverlapTable, arrays: ReferenceArrays): Json {
  const imagePixels = arrayPair(arrays).truth.data.length
  const { splitting, merging } = variationOfInformation(table, imagePixels)
  return [splitting, merging]
}

/** Rows truth, columns prediction, by label. Dense, so for the small images of a reference only. */
function iouMatrix(table: OverlapTable): Json {
  const matrix = table.truth.labels.map(() =>
    new Array<number>(table.prediction.labels.length).fill(0),
  )
  for (const overlap of table.overlaps)
    matrix[overlap.truth]![overlap.prediction] = agreement(table, overlap, 'iou')
  return matrix
}
