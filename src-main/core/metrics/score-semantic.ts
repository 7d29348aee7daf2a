/** The semantic metrics of one case: masks in, scores by metric id out. */
import type { Score } from '../../contract/words.ts'
import type { Mask } from '../images/types.ts'
import { confusionCounts } from './confusion-counts.ts'
import { emptyCasePolicyOption, requireKnownOptions, type MetricOptions } from './metric-options.ts'
import { pixelScores } from './pixel-scores.ts'
import { toWireRecord } from './score.ts'
import { semanticOptionDefaults } from './semantic-definitions-on-request.ts'
import { semanticScoresOnRequest } from './score-semantic-on-request.ts'

/** `wanted`: ids of metrics on request, beside those always computed. Throws `shape-mismatch` and `bad-options`. */
export function scoreSemantic(
  truth: Mask,
  prediction: Mask,
  options: MetricOptions = {},
  wanted: readonly string[] = [],
): { readonly scores: Readonly<Record<string, Score>> } {
  requireKnownOptions(options, ['emptyCasePolicy', ...Object.keys(semanticOptionDefaults)])
  const policy = emptyCasePolicyOption(options)
  const pixels = pixelScores(confusionCounts(truth, prediction), policy)
  const { dice, iou, precision, recall } = pixels
  const more = semanticScoresOnRequest({ truth, prediction, pixels }, wanted, options)
  return { scores: toWireRecord({ dice, iou, precision, recall, ...more }) }
}
