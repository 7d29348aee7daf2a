/** The semantic metrics of one case: masks in, scores by metric id out. */
import type { Score } from '../../contract/words.ts'
import type { Mask } from '../images/types.ts'
import { confusionCounts } from './confusion-counts.ts'
import { emptyCasePolicyOption, requireKnownOptions, type MetricOptions } from './metric-options.ts'
import { pixelScores } from './pixel-scores.ts'
import { toWireRecord } from './score.ts'

/** Throws `shape-mismatch` and `bad-options`. */
export function scoreSemantic(
  truth: Mask,
  prediction: Mask,
  options: MetricOptions = {},
): { readonly scores: Readonly<Record<string, Score>> } {
  requireKnownOptions(options, ['emptyCasePolicy'])
  const policy = emptyCasePolicyOption(options)
  const { dice, iou, precision, recall } = pixelScores(confusionCounts(truth, prediction), policy)
  return { scores: toWireRecord({ dice, iou, precision, recall }) }
}
