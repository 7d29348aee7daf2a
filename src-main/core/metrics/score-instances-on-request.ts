/** Instance metrics on request, from the overlap table that all of them share. */
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type { LabelImage } from '../images/types.ts'
import { areaError, relativeCountError } from './area-scores.ts'
import { aggregatedJaccardIndex, aggregatedJaccardIndexPlus, cellposeJaccardIndex } from './aji.ts'
import type { Criterion } from './criterion.ts'
import { detection, seg } from './ctc.ts'
import { spacingOf } from './distance-options.ts'
import { matchedSurfaceDistance } from './matched-distance.ts'
import { foregroundDice, matchedAreaError, matchedDice, panopticDice } from './matched-pairs.ts'
import { matchingThresholds, matchObjects, type Comparison, type Matching } from './matching.ts'
import { matchingScores, type MatchingScores } from './matching-scores.ts'
import type { MetricOptions } from './metric-options.ts'
import { outlineScores, outlinesOf, type Outlines, type OutlineScores } from './outline-scores.ts'
import type { OverlapTable } from './overlap-table.ts'
import {
  adaptedRandError,
  variationOfInformation,
  type VariationOfInformation,
} from './partition-distances.ts'
import { defined, numberOf, undefinedScore } from './score.ts'

/** What some metrics need beside the overlap table. */
export interface PixelAccess {
  readonly shape: readonly number[]
  /** Null where no wanted metric needs them. */
  readonly images: { readonly truth: LabelImage; readonly prediction: LabelImage } | null
}

/** Whether a metric looks at the pixels of the label images again. */
export function needsPixels(id: string): boolean {
  return /^(outline-|matched-masd@)/.test(id)
}

export interface RequestSettings {
  readonly comparison: Comparison
  readonly criterion: Criterion
  /** The matching at 0.5 by these two. */
  readonly atHalf: Matching
  readonly policy: EmptyCasePolicy
  readonly pixels: PixelAccess | null
  readonly options: MetricOptions
}

/** Of `wanted` those that are computed here; others are left to the caller. Throws `bad-options`. */
export function instanceScoresOnRequest(
  table: OverlapTable,
  wanted: readonly string[],
  { comparison, criterion, atHalf, policy, pixels, options }: RequestSettings,
): Readonly<Record<string, Score>> {
  const at = (threshold: number): MatchingScores =>
    matchingScores(matchObjects(table, { threshold, comparison, criterion }), policy)
  const imagesOf = ({ images }: PixelAccess) => {
    if (images === null)
      throw new TouchstoneError('internal', 'A metric needs the pixels of the label images.')
    return images
  }
  let outlines: Outlines | null | undefined
  const information = (): VariationOfInformation =>
    variationOfInformation(
      table,
      pixels!.shape.reduce((product, side) => product * side, 1),
    )
  const makers: Record<string, () => Score> = {
    aji: () => whereObjects(table, () => aggregatedJaccardIndex(table)),
    'aji-plus': () => whereObjects(table, () => aggregatedJaccardIndexPlus(table)),
    'aji-cellpose': () => whereObjects(table, () => cellposeJaccardIndex(table)),
    'ctc-seg': () => whereObjects(table, () => seg([table])),
    'ctc-det': () => whereObjects(table, () => detection(table).det),
    correct: () => defined(atHalf.truePositives),
    'relative-count-error': () => relativeCountError(table),
    'area-error': () => areaError(table),
    'foreground-dice': () => foregroundDice(table, atHalf, policy),
    'matched-dice@0.5': () => matchedDice(table, atHalf, policy),
    'panoptic-dice@0.5': () => panopticDice(table, atHalf, policy),
    'matched-area-error@0.5': () => matchedAreaError(table, atHalf),
    'matched-masd@0.5': () =>
      matchedSurfaceDistance(
        imagesOf(pixels!),
        table,
        atHalf,
        spacingOf(options, pixels!.shape.length),
        policy,
      ),
    // where nothing is predicted all pixels are one region, which agrees with a single true object
    'adapted-rand-error': () =>
      whereObjects(table, () =>
        table.prediction.labels.length === 0 && policy === 'touchstone'
          ? undefinedScore('prediction-empty')
          : adaptedRandError(table),
      ),
    'voi-split': () => defined(information().splitting),
    'voi-merge': () => defined(information().merging),
    'mean-true-iou@0.5': () => at(0.5).meanTrueScore,
    'critical-success-index-mean@0.5:0.95': () =>
      mean(matchingThresholds.map((threshold) => at(threshold).criticalSuccessIndex)),
  }
  for (const threshold of matchingThresholds)
    makers[`critical-success-index@${threshold}`] = () => at(threshold).criticalSuccessIndex
  const scoreOf = (id: string): Score | undefined => {
    const [, kind, scale] = /^outline-(f|precision|recall)@([\d.]+)$/.exec(id) ?? []
    if (kind === undefined) return makers[id]?.()
    if (outlines === undefined) outlines = outlinesOf(imagesOf(pixels!), table)
    return outlineScores(outlines, Number(scale), policy)[kind as keyof OutlineScores]
  }
  return Object.fromEntries(
    wanted.flatMap((id) => {
      const score = scoreOf(id)
      return score === undefined ? [] : [[id, score]]
    }),
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
