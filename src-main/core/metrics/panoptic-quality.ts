/**
 * Panoptic quality as first published (Kirillov et al., CVPR 2019): pairs match above IoU 0.5, strictly,
 * and split into recognition (DQ = F1) and segmentation quality (SQ, mean IoU of matched pairs).
 */
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import { matchObjects } from './matching.ts'
import { matchingScores } from './matching-scores.ts'
import type { OverlapTable } from './overlap-table.ts'

export interface PanopticQuality {
  readonly detectionQuality: Score
  readonly segmentationQuality: Score
  readonly panopticQuality: Score
}

export function strictPanopticQuality(
  table: OverlapTable,
  policy: EmptyCasePolicy,
): PanopticQuality {
  const matching = matchObjects(table, { threshold: 0.5, comparison: '>' })
  const { f1, meanMatchedScore, panopticQuality } = matchingScores(matching, policy)
  return { detectionQuality: f1, segmentationQuality: meanMatchedScore, panopticQuality }
}
