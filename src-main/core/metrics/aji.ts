/**
 * Aggregated Jaccard indices. Three unlike quantities share the name; each says which it is.
 */
import type { Score } from '../../contract/words.ts'
import { assignByIouSum, assignObjects, scoredPairs, type MatchedPair } from './matching.ts'
import type { OverlapTable } from './overlap-table.ts'
import { ratio } from './score.ts'

/**
 * Kumar et al. 2017 (IEEE TMI 36:1550): every true object takes the prediction of best IoU, which
 * may be taken again; sum of intersections / (sum of unions + areas of what was never taken).
 */
export function aggregatedJaccardIndex(table: OverlapTable): Score {
  const best = new Map<number, MatchedPair>()
  for (const pair of scoredPairs(table, 'iou')) {
    const known = best.get(pair.truth)
    if (known === undefined || pair.score > known.score) best.set(pair.truth, pair)
  }
  return jaccardOf(table, [...best.values()])
}

/** AJI+ of HoVer-Net: the same with a one-to-one assignment of largest IoU sum. */
export function aggregatedJaccardIndexPlus(table: OverlapTable): Score {
  return jaccardOf(table, assignByIouSum(table))
}

/**
 * Cellpose's `aggregated_jaccard_index`: intersections of the one-to-one assignment at IoU 0.5 / area
 * of the union of all foreground. Not the index of Kumar.
 */
export function cellposeJaccardIndex(table: OverlapTable): Score {
  const intersections = sum(assignObjects(table, 0.5).map(({ pixels }) => pixels))
  const shared = sum(table.overlaps.map(({ pixels }) => pixels))
  const union = sum(table.truth.areas) + sum(table.prediction.areas) - shared
  return ratio(intersections, union, 'both-empty')
}

function jaccardOf(table: OverlapTable, pairs: readonly MatchedPair[]): Score {
  const truths = new Set(pairs.map(({ truth }) => truth))
  const predictions = new Set(pairs.map(({ prediction }) => prediction))
  const intersections = sum(pairs.map(({ pixels }) => pixels))
  const unions = sum(
    pairs.map(
      ({ truth, prediction, pixels }) =>
        table.truth.areas[truth]! + table.prediction.areas[prediction]! - pixels,
    ),
  )
  const unpaired =
    sum(table.truth.areas.filter((_, truth) => !truths.has(truth))) +
    sum(table.prediction.areas.filter((_, prediction) => !predictions.has(prediction)))
  return ratio(intersections, unions + unpaired, 'both-empty')
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
