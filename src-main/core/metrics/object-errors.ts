/**
 * What went right and wrong with every object. Matched objects are `correct`, so their number is the true
 * positives. Unmatched ones are `split` or `merged` where a split or a merge explains them (see
 * fragments.ts); what remains of the truth is `missed`, what remains of the prediction is `extra`.
 */
import type { ObjectError, ObjectErrors } from '../../contract/images.ts'
import { agreement } from './criterion.ts'
import { fragmentation } from './fragments.ts'
import type { Matching } from './matching.ts'
import type { OverlapTable } from './overlap-table.ts'
import type { TalliedPair } from './pair-tally.ts'

export type ObjectClass = ObjectError['class']

/** Classes by place in the table's lists of objects, and the events behind them. */
export interface ObjectClasses {
  readonly truth: readonly ObjectClass[]
  readonly prediction: readonly ObjectClass[]
  /** True objects in several fragments, whether or not one of them matches. */
  readonly splitCount: number
  /** Predictions that join several true objects. */
  readonly mergeCount: number
}

/** Where an object is part of both, the truth's side reads `split` and the prediction's `merged`. */
export function classifyObjects(table: OverlapTable, matching: Matching): ObjectClasses {
  const { splits, merges } = fragmentation(table)
  const truth = new Array<ObjectClass>(table.truth.labels.length).fill('missed')
  const prediction = new Array<ObjectClass>(table.prediction.labels.length).fill('extra')
  for (const parts of merges.values()) for (const part of parts) truth[part] = 'merged'
  for (const split of splits.keys()) truth[split] = 'split'
  for (const fragments of splits.values())
    for (const fragment of fragments) prediction[fragment] = 'split'
  for (const merge of merges.keys()) prediction[merge] = 'merged'
  for (const pair of matching.pairs) {
    truth[pair.truth] = 'correct'
    prediction[pair.prediction] = 'correct'
  }
  return { truth, prediction, splitCount: splits.size, mergeCount: merges.size }
}

/** Per object: class, partner, IoU, area, place. The viewer colours by it, the case list sorts by it. */
export function objectErrors(
  { table, ...geometry }: TalliedPair,
  matching: Matching,
): ObjectErrors {
  const classes = classifyObjects(table, matching)
  const partners = partnersOf(table, matching)
  const side = (own: 'truth' | 'prediction', other: 'truth' | 'prediction'): ObjectError[] =>
    geometry[own].map((object, place) => {
      const partner = partners[own].get(place)
      return {
        label: object.label,
        class: classes[own][place]!,
        partner: partner === undefined ? null : table[other].labels[partner.place]!,
        iou: partner?.iou ?? 0,
        areaPx: object.areaPx,
        centroid: object.centroid,
        touchesBorder: object.touchesBorder,
      }
    })
  return {
    iouThreshold: matching.threshold,
    truth: side('truth', 'prediction'),
    prediction: side('prediction', 'truth'),
  }
}

interface Partner {
  readonly place: number
  readonly pixels: number
  readonly iou: number
}

/** The matched object, else the one that shares most pixels (of equals, the lower label). */
function partnersOf(table: OverlapTable, matching: Matching) {
  const truth = new Map<number, Partner>()
  const prediction = new Map<number, Partner>()
  for (const overlap of table.overlaps) {
    const { pixels } = overlap
    const iou = agreement(table, overlap, 'iou')
    if (pixels > (truth.get(overlap.truth)?.pixels ?? 0))
      truth.set(overlap.truth, { place: overlap.prediction, pixels, iou })
    if (pixels > (prediction.get(overlap.prediction)?.pixels ?? 0))
      prediction.set(overlap.prediction, { place: overlap.truth, pixels, iou })
  }
  for (const { truth: t, prediction: p, pixels, score } of matching.pairs) {
    truth.set(t, { place: p, pixels, iou: score })
    prediction.set(p, { place: t, pixels, iou: score })
  }
  return { truth, prediction }
}
