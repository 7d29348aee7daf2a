/** The objects of all cases of a run by what they cost, for a person to look at the worst. Pure. */
import type { ObjectError, ObjectErrors, RunObject } from '../../contract/images.ts'

/**
 * Missed and split objects and those that are matched stand for the truth, extra and merged ones for the prediction;
 * a split or merged object that only the other side knows stands there.
 */
export function objectsOfCase(caseId: string, { truth, prediction }: ObjectErrors): RunObject[] {
  const has = (objects: readonly ObjectError[], name: ObjectError['class']): boolean =>
    objects.some((one) => one.class === name)
  return [
    ...truth
      .filter((one) => one.class !== 'merged' || !has(prediction, 'merged'))
      .map((one) => placed(one, caseId, 'truth')),
    ...prediction
      .filter((one) => one.class !== 'correct' && (one.class !== 'split' || !has(truth, 'split')))
      .map((one) => placed(one, caseId, 'prediction')),
  ]
}

/** Largest loss first, then as the cases stand. */
export function byLoss(objects: readonly RunObject[]): RunObject[] {
  return objects.toSorted((a, b) => b.lossPx - a.lossPx)
}

function placed(object: ObjectError, caseId: string, side: RunObject['side']): RunObject {
  const isAlone = object.class === 'missed' || object.class === 'extra'
  const lossPx = isAlone ? object.areaPx : object.areaPx * (1 - object.iou)
  return { ...object, case: caseId, side, lossPx: Math.round(lossPx * 10) / 10 }
}
