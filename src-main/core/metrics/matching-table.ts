/**
 * The matching table under StarDist's names (stardist 0.9.1 `matching.py`, 650d3a1): every ratio is 0
 * where nothing matches, empty images included. For comparison with published values only.
 */
import { matchObjects, type Matching, type MatchingOptions } from './matching.ts'
import type { OverlapTable } from './overlap-table.ts'

export const matchingColumns = [
  'thresh',
  'tp',
  'fp',
  'fn',
  'precision',
  'recall',
  'accuracy',
  'f1',
  'n_true',
  'n_pred',
  'mean_true_score',
  'mean_matched_score',
  'panoptic_quality',
] as const
export type MatchingColumn = (typeof matchingColumns)[number]
export type MatchingRow = Readonly<Record<MatchingColumn, number>>
/** Columns of equal length, one entry per threshold. */
export type MatchingTable = Readonly<Record<MatchingColumn, readonly number[]>>

const ratios = [
  'precision',
  'recall',
  'accuracy',
  'f1',
  'mean_true_score',
  'mean_matched_score',
  'panoptic_quality',
] as const satisfies readonly MatchingColumn[]

/** What a row is made of; pooled rows add these over images. */
export type MatchingCounts = Pick<
  Matching,
  'threshold' | 'truePositives' | 'falsePositives' | 'falseNegatives' | 'scoreSum'
>

export function matchingTable(
  table: OverlapTable,
  thresholds: readonly number[],
  options: Omit<MatchingOptions, 'threshold'> = {},
): MatchingTable {
  return tableOf(
    thresholds.map((threshold) => matchingRow(matchObjects(table, { ...options, threshold }))),
  )
}

/** Counts added over the images, then the ratios: `matching_dataset(by_image=False)`. */
export function pooledMatchingTable(
  tables: readonly OverlapTable[],
  thresholds: readonly number[],
): MatchingTable {
  return tableOf(
    thresholds.map((threshold) =>
      matchingRow(
        tables
          .map((table) => matchObjects(table, { threshold }))
          .reduce<MatchingCounts>(addCounts, {
            threshold,
            truePositives: 0,
            falsePositives: 0,
            falseNegatives: 0,
            scoreSum: 0,
          }),
      ),
    ),
  )
}

/** Ratios averaged over the images (two empty images count 0), counts added: `by_image=True`. */
export function averagedMatchingTable(
  tables: readonly OverlapTable[],
  thresholds: readonly number[],
): MatchingTable {
  const perImage = tables.map((table) => matchingTable(table, thresholds))
  const pooled = pooledMatchingTable(tables, thresholds)
  const means = ratios.map((column) => [
    column,
    thresholds.map(
      (_, place) =>
        perImage.reduce((sum, image) => sum + image[column][place]!, 0) / perImage.length,
    ),
  ])
  return { ...pooled, ...(Object.fromEntries(means) as Record<string, readonly number[]>) }
}

export function matchingRow(counts: MatchingCounts): MatchingRow {
  const { threshold, truePositives: tp, falsePositives: fp, falseNegatives: fn, scoreSum } = counts
  const orZero = (numerator: number, denominator: number): number =>
    tp === 0 ? 0 : numerator / denominator
  return {
    thresh: threshold,
    tp,
    fp,
    fn,
    precision: orZero(tp, tp + fp),
    recall: orZero(tp, tp + fn),
    accuracy: orZero(tp, tp + fp + fn),
    f1: orZero(2 * tp, 2 * tp + fp + fn),
    n_true: tp + fn,
    n_pred: tp + fp,
    mean_true_score: orZero(scoreSum, tp + fn),
    mean_matched_score: orZero(scoreSum, tp),
    panoptic_quality: orZero(scoreSum, tp + fp / 2 + fn / 2),
  }
}

function addCounts(sum: MatchingCounts, more: MatchingCounts): MatchingCounts {
  return {
    threshold: sum.threshold,
    truePositives: sum.truePositives + more.truePositives,
    falsePositives: sum.falsePositives + more.falsePositives,
    falseNegatives: sum.falseNegatives + more.falseNegatives,
    scoreSum: sum.scoreSum + more.scoreSum,
  }
}

function tableOf(rows: readonly MatchingRow[]): MatchingTable {
  const columns = matchingColumns.map((column) => [column, rows.map((row) => row[column])])
  // one entry for each of matchingColumns
  return Object.fromEntries(columns) as Record<MatchingColumn, readonly number[]>
}
