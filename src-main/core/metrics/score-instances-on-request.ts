/** Instance metrics on request, from the overlap table that all of them share. */
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import { aggregatedJaccardIndex, aggregatedJaccardIndexPlus, cellposeJaccardIndex } from './aji.ts'
import { detection, seg } from './ctc.ts'
import { matchingThresholds, matchObjects, type Comparison } from './matching.ts'
import { matchingScores, type MatchingScores } from './matching-scores.ts'
import type { OverlapTable } from './overlap-table.ts'
import { defined, numberOf, undefinedScore } from './score.ts'

/** Of `wanted` those that are computed here; others are left to the caller. */
export function instanceScoresOnRequest(
  table: OverlapTable,
  wanted: readonly string[],
  { comparison, policy }: { readonly comparison: Comparison; readonly policy: EmptyCasePolicy },
): Readonly<Record<string, Score>> {
  const at = (threshold: number): MatchingScores =>
    matchingScores(matchObjects(table, { threshold, comparison }), policy)
  const makers: Record<string, () => Score> = {
    aji: () => whereObjects(table, () => aggregatedJaccardIndex(table)),
    'aji-plus': () => whereObjects(table, () => aggregatedJaccardIndexPlus(table)),
    'aji-cellpose': () => whereObjects(table, () => cellposeJaccardIndex(table)),
    'ctc-seg': () => whereObjects(table, () => seg([table])),
    'ctc-det': () => whereObjects(table, () => detection(table).det),
    'mean-true-iou@0.5': () => at(0.5).meanTrueScore,
    'critical-success-index-mean@0.5:0.95': () =>
      mean(matchingThresholds.map((threshold) => at(threshold).criticalSuccessIndex)),
  }
  for (const threshold of matchingThresholds)
    makers[`critical-success-index@${threshold}`] = () => at(threshold).criticalSuccessIndex
  return Object.fromEntries(
    wanted.flatMap((id) => (makers[id] === undefined ? [] : [[id, makers[id]()]])),
  )
}

/** Two images without objects are one reason for all, whichever side a formula divides by. */
function whereObjects({ truth, prediction }: OverlapTable, score: () => Score): Score {
  const isEmpty = truth.labels.length === 0 && prediction.labels.length === 0
  return isEmpty ? undefinedScore('both-empty') : score()
}

function mean(scores: readonly Score[]): Score {
  const total = scores.reduce((sum, score) => sum + numberOf(score), 0)
  return Number.isNaN(total) ? undefinedScore('both-empty') : defined(total / scores.length)
}
