/** Metrics for a mask per object: found at all first, then how well, then how many. */
import { stateEmptyCases } from './state-empty-cases.ts'
import { createWishList, type Situation, type WishList } from './wish-list.ts'

export function proposeForInstances({ answers }: Situation): WishList {
  const list = createWishList()
  const isTiny = answers.tiny === 'yes'
  list.lead(
    'f1@0.5',
    'Says first whether each object was found; at an IoU of 0.5 every object has one partner at most.',
  )
  list.want(
    'panoptic-quality@0.5',
    'Found and outlined in one number: F1 times the mean IoU of what was found.',
  )
  list.want('mean-matched-iou@0.5', 'Says how well the objects that were found are outlined.')
  list.want(
    ['precision@0.5', 'recall@0.5'],
    'Says whether F1 is lost to objects too many or to objects missed.',
  )
  list.want('count-error', 'The number of objects is what is published; errors can cancel in it.')
  list.want(
    ['missed', 'extra', 'split', 'merged'],
    'Names the kind of error, so that one can look at the objects.',
  )
  const stricter = isTiny ? [0.55, 0.6, 0.65] : [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]
  list.want(
    stricter.map((threshold) => `f1@${threshold}`),
    isTiny
      ? 'Part of the curve over the IoU threshold; above 0.65 one pixel decides on objects this small.'
      : 'Part of the curve over the IoU threshold: shows whether the order of tools holds when outlines must fit better.',
  )
  if (!isTiny) list.want('f1-mean@0.5:0.95', 'The curve in one number.')
  if (answers.touching === 'yes') {
    list.wantNext('merged', 'Objects touch, so merging them is the likely error.')
    list.want('split', 'Objects touch, and a tool that cuts merges apart may cut too much.')
  }
  if (answers.outline === 'yes')
    list.want(
      'mean-true-iou@0.5',
      'The outline matters: IoU over all true objects, a missed one counting as 0.',
    )
  if (answers.area === 'yes')
    list.wantNext(
      'mean-matched-iou@0.5',
      'Area will be measured: it can only be right where masks fit. Areas themselves are compared with the truth as a read-out.',
    )
  if (answers.sizes === 'yes')
    list.want(
      'mean-true-iou@0.5',
      'Sizes differ: it averages over objects, so that small ones count as much as large ones.',
    )
  if (answers.centre === 'yes')
    list.wantNext('count-error', 'Only the centre matters to you: count before outline.')
  preferErrorOf(list, answers['worse-error'])
  stateEmptyCases(list, answers)
  return list
}

function preferErrorOf(list: WishList, worse: string | number | undefined): void {
  if (worse === 'miss')
    list.wantNext('recall@0.5', 'A miss is worse to you, and F1 weighs both errors alike.')
  if (worse === 'false-hit')
    list.wantNext('precision@0.5', 'A false hit is worse to you, and F1 weighs both errors alike.')
  if (worse === 'split') list.wantNext('split', 'A split is worse to you.')
  if (worse === 'merge') list.wantNext('merged', 'A merge is worse to you.')
}
