/** Metrics for positions: found within a gate, how near, how many. */
import { detectionOptionDefaults } from '../detection/definitions.ts'
import { sizeOption } from './size-option.ts'
import { stateEmptyCases } from './state-empty-cases.ts'
import { createWishList, type Situation, type WishList } from './wish-list.ts'

export function proposeForDetection({ answers, facts }: Situation): WishList {
  const list = createWishList()
  list.lead('f1-points', 'Says whether each point was found, one partner for each within the gate.')
  list.want('localisation-rmse', 'How near the points are that were found; the gate is its limit.')
  list.want('count-error', 'The number of points is what is published; errors can cancel in it.')
  list.want(
    ['precision-points', 'recall-points'],
    'Says whether F1 is lost to points too many or to points missed.',
  )
  if (answers.probabilities === 'yes' && answers['prediction-gaps'] !== 'yes')
    list.want(
      'average-precision-points',
      'Scores will be used: precision over all thresholds, not only at the one of the tool.',
    )
  if (answers['worse-error'] === 'miss')
    list.wantNext('recall-points', 'A miss is worse to you, and F1 weighs both errors alike.')
  if (answers['worse-error'] === 'false-hit')
    list.wantNext('precision-points', 'A false hit is worse to you, and F1 weighs both alike.')
  const stated = answers['annotator-disagreement']
  const gate = typeof stated === 'number' ? stated : detectionOptionDefaults.gate
  list.option(
    'gate',
    gate,
    typeof stated === 'number'
      ? `As far as two annotators are apart: ${inBoth(gate, facts.pixelSizeUm?.x)}.`
      : `${inBoth(gate, facts.pixelSizeUm?.x)}, a guess: state how far apart annotators put the same point.`,
  )
  list.option('distanceUnit', 'px', 'The gate is in pixels.')
  if (facts.pixelSizeUm !== null)
    list.option(
      'pixelSizeUm',
      sizeOption(facts.pixelSizeUm),
      'Points may be stated in micrometres.',
    )
  stateEmptyCases(list, answers)
  return list
}

function inBoth(px: number, pixelUm: number | undefined): string {
  if (pixelUm === undefined) return `${px} px (the pixel size is not known, so no µm)`
  return `${px} px, which is ${Number((px * pixelUm).toPrecision(3))} µm`
}
