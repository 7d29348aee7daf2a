/** The semantic metrics of one case: masks in, scores by metric id out. */
import type { Score } from '../../contract/words.ts'
import type { Mask } from '../images/types.ts'
import { classOptionDefaults } from './class-options.ts'
import { confusionCounts } from './confusion-counts.ts'
import { emptyCasePolicyOption, requireKnownOptions, type MetricOptions } from './metric-options.ts'
import { pixelScores } from './pixel-scores.ts'
import { toWireRecord } from './score.ts'
import { semanticOptionDefaults } from './semantic-definitions-on-request.ts'
import { semanticScoresOnRequest } from './score-semantic-on-request.ts'

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
): { readonly scores: Readonly<Record<string, Score>> } {
  const known = { ...semanticOptionDefaults, ...classOptionDefaults }
  requireKnownOptions(options, ['emptyCasePolicy', ...Object.keys(known)])
  const policy = emptyCasePolicyOption(options)
  const counts = confusionCounts(truth, prediction)
  const judged = { ...counts, trueNegatives: counts.trueNegatives - ignoredPixels }
  const pixels = pixelScores(judged, policy)
  const { dice, iou, precision, recall } = pixels
  const more = semanticScoresOnRequest(
    { truth, prediction, counts: judged, pixels },
    wanted,
    options,
  )
  return { scores: toWireRecord({ dice, iou, precision, recall, ...more }) }
}
