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
 * Of predictions of equal IoU the one that shares more, then one that is taken anyway: the original takes
 * the lowest number, which would make the index depend on numbering.
 */
export function aggregatedJaccardIndex(table: OverlapTable): Score {
  const best = new Map<number, MatchedPair[]>()
  for (const pair of scoredPairs(table, 'iou')) {
    const known = best.get(pair.truth)
    const order = known === undefined ? 1 : byPreference(pair, known[0]!)
    if (order > 0) best.set(pair.truth, [pair])
    else if (order === 0) known!.push(pair)
  }
  return jaccardOf(table, settled([...best.values()]))
}

/** Positive where `a` is better. Equal ones have equal intersections and unions. */
function byPreference(a: MatchedPair, b: MatchedPair): number {
  return a.score - b.score || a.pixels - b.pixels
}

/** One pair of each list: first where there is no choice, then what is taken already, then what most could take. */
function settled(choices: readonly (readonly MatchedPair[])[]): readonly MatchedPair[] {
  const chosen = new Map<number, MatchedPair>()
  const taken = new Set<number>()
  const take = (pair: MatchedPair): void => {
    if (chosen.has(pair.truth)) return
    chosen.set(pair.truth, pair)
    taken.add(pair.prediction)
  }
  for (const pairs of choices) if (pairs.length === 1) take(pairs[0]!)
  const open = choices.filter(({ length }) => length > 1)
  for (const pairs of open) {
    const own = pairs.find(({ prediction }) => taken.has(prediction))
    if (own !== undefined) take(own)
  }
  const wishes = Map.groupBy(
    open.flat().filter(({ truth }) => !chosen.has(truth)),
    ({ prediction }) => prediction,
  )
  for (const pairs of [...wishes.values()].sort((a, b) => b.length - a.length)) pairs.forEach(take)
  return [...chosen.values()]
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
