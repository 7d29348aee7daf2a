/** Metrics for one mask per image: overlap, and always a distance between borders beside it. */
import type { FingerprintFacts } from '../../../contract/fingerprint.ts'
import { sizeOption } from './size-option.ts'
import { stateEmptyCases } from './state-empty-cases.ts'
import { createWishList, type Situation, type WishList } from './wish-list.ts'

/** Where the outline matters little and annotators were not compared. */
const usualTolerancePx = 2
const tinyTolerancePx = 1

export function proposeForSemantic({ answers, facts }: Situation): WishList {
  const list = createWishList()
  const isLine = answers.centre === 'yes'
  const isTiny = answers.tiny === 'yes'
  const isNoisy = answers['truth-doubts'] === 'noisy' || answers['truth-doubts'] === 'both'
  if (isLine)
    list.lead(
      'cl-dice',
      'The centre line is the point: overlap of each line with the other mask, so that thickness counts little and gaps count.',
    )
  const overlap =
    'Overlap of the areas, per case; IoU says the same in other numbers and is left out.'
  if (isLine) list.want('dice', overlap)
  else list.lead('dice', overlap)
  list.want(
    ['precision', 'recall'],
    'Dice does not say whether too much or too little was marked; the two together do.',
  )
  const stated = answers['annotator-disagreement']
  const tolerance =
    typeof stated === 'number'
      ? stated
      : isTiny
        ? tinyTolerancePx
        : isNoisy
          ? usualTolerancePx
          : null
  if (tolerance !== null && !isLine) wantSurface(list, tolerance, typeof stated === 'number')
  else if (!isLine) wantDistances(list, answers.outline === 'yes', facts)
  if (isTiny && tolerance !== null && !isLine)
    list.lead(
      `nsd@${tolerance}`,
      'Objects are few pixels wide: overlap hangs on single pixels, borders within a tolerance do not.',
    )
  if (answers.sizes === 'yes' && !isLine)
    list.want(
      tolerance === null ? 'assd' : `nsd@${tolerance}`,
      'Sizes differ: overlap is decided by the large pieces, borders count along all of them.',
    )
  if (answers['worse-error'] === 'miss')
    list.wantNext('recall', 'A miss is worse to you, and Dice weighs both errors alike.')
  if (answers['worse-error'] === 'false-hit')
    list.wantNext('precision', 'A false hit is worse to you, and Dice weighs both errors alike.')
  if (answers.area === 'yes')
    list.want(
      ['precision', 'recall'],
      'Area will be measured: precision above recall means too little, below it too much. Areas themselves are compared with the truth as a read-out.',
    )
  stateEmptyCases(list, answers)
  return list
}

function wantSurface(list: WishList, tolerance: number, isStated: boolean): void {
  list.want(
    `nsd@${tolerance}`,
    isStated
      ? `Share of the outline that lies as near as annotators agree among themselves, ${tolerance} px.`
      : `Share of the outline within ${tolerance} px; state by how much annotators disagree to replace this guess.`,
  )
  list.want('assd', 'The mean distance of the outlines, for what the tolerance forgives.')
  list.option('distanceUnit', 'px', 'The tolerance is in pixels.')
}

function wantDistances(list: WishList, isOutlineAsked: boolean, facts: FingerprintFacts): void {
  if (isOutlineAsked) {
    list.want(
      ['masd', 'assd'],
      'The outline matters, and no tolerance is stated: mean distance of the outlines.',
    )
  } else {
    list.want('hd95', 'How far the outline is off at its worst twentieth; overlap does not see it.')
    list.want('assd', 'How far the outline is off on average.')
  }
  if (facts.pixelSizeUm === null) return
  list.option('distanceUnit', 'um', 'The pixel size is known, so distances can be in micrometres.')
  list.option('pixelSizeUm', sizeOption(facts.pixelSizeUm), 'The pixel size of the dataset.')
}
