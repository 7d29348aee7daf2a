/** The semantic metrics of one case: masks in, scores by metric id out. */
import type { Score } from '../../contract/words.ts'
import type { Mask } from '../images/types.ts'
import { classOptionDefaults } from './class-options.ts'
import { confusionCounts, type ConfusionCounts } from './confusion-counts.ts'
import { emptyCasePolicyOption, requireKnownOptions, type MetricOptions } from './metric-options.ts'
import type { MaskPair } from './place-cut.ts'
import { pixelScores } from './pixel-scores.ts'
import { toWireRecord } from './score.ts'
import { semanticOptionDefaults } from './semantic-definitions-on-request.ts'
import { semanticScoresOnRequest } from './score-semantic-on-request.ts'

interface SemanticScores {
  readonly scores: Readonly<Record<string, Score>>
}

/**
 * `wanted`: ids of metrics on request, beside those always computed. `ignoredPixels` of an ignore label are
 * background on both sides already, and no true negatives. Throws `shape-mismatch` and `bad-options`.
 */
export function scoreSemantic(
  truth: Mask,
  prediction: Mask,
  options: MetricOptions = {},
  wanted: readonly string[] = [],
  ignoredPixels = 0,
): SemanticScores {
  const counts = confusionCounts(truth, prediction)
  const judged = { ...counts, trueNegatives: counts.trueNegatives - ignoredPixels }
  return scoreTalliedMasks(judged, { truth, prediction }, truth.shape, options, wanted)
}

/**
 * The same of masks that were counted already. `masks` of the image or of a box with all foreground; two empty ones
 * where none of `wanted` needs them.
 */
export function scoreTalliedMasks(
  counts: ConfusionCounts,
  masks: MaskPair,
  imageShape: readonly number[],
  options: MetricOptions = {},
  wanted: readonly string[] = [],
): SemanticScores {
  const known = { ...semanticOptionDefaults, ...classOptionDefaults }
  requireKnownOptions(options, ['emptyCasePolicy', ...Object.keys(known)])
  const pixels = pixelScores(counts, emptyCasePolicyOption(options))
  const { dice, iou, precision, recall } = pixels
  const more = semanticScoresOnRequest({ ...masks, imageShape, counts, pixels }, wanted, options)
  return { scores: toWireRecord({ dice, iou, precision, recall, ...more }) }
}
