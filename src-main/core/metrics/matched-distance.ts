/** Border distances of matched pairs, each pair on its own: mean over pairs of MASD (panoptica's `sq_assd`). */
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import type { LabelImage } from '../images/types.ts'
import { meanSurfaceDistance, surfaceDistances } from './boundary/surface-distances.ts'
import { meanOfPairs } from './matched-pairs.ts'
import type { Matching } from './matching.ts'
import { cutObject, objectBoxes, requireCompactObjects, unionBox } from './object-boxes.ts'
import type { OverlapTable } from './overlap-table.ts'
import { numberOf } from './score.ts'

/** `spacing` per axis in array order; without pairs Infinity under the reference policy. Throws `bad-request`. */
export function matchedSurfaceDistance(
  images: { readonly truth: LabelImage; readonly prediction: LabelImage },
  table: OverlapTable,
  matching: Matching,
  spacing: readonly number[],
  policy: EmptyCasePolicy,
): Score {
  const boxes = { truth: objectBoxes(images.truth), prediction: objectBoxes(images.prediction) }
  requireCompactObjects(images.truth, boxes.truth)
  requireCompactObjects(images.prediction, boxes.prediction)
  const sum = matching.pairs.reduce((total, pair) => {
    const truth = table.truth.labels[pair.truth]!
    const prediction = table.prediction.labels[pair.prediction]!
    const box = unionBox(boxes.truth.get(truth)!, boxes.prediction.get(prediction)!)
    const distances = surfaceDistances(
      cutObject(images.truth, truth, box),
      cutObject(images.prediction, prediction, box),
      spacing,
    )
    return total + numberOf(meanSurfaceDistance(distances, policy))
  }, 0)
  return meanOfPairs(matching, sum, policy, Infinity)
}
