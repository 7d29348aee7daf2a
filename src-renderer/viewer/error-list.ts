/** The objects in error of one prediction, largest first. Pure. */
import type { ObjectError, ObjectErrors } from '../../src-main/contract/images.ts'

export interface ListedError extends ObjectError {
  readonly side: 'truth' | 'prediction'
  readonly key: string
}

export const errorWords: Readonly<Record<ObjectError['class'], string>> = {
  correct: 'hit',
  missed: 'missed',
  extra: 'extra',
  split: 'split',
  merged: 'merged',
}

/**
 * Missed from the truth, extra from the prediction. A split object is listed once, as the truth's object;
 * merged objects once, as the prediction's object that joins them, else each where it is found.
 */
export function errorList(objects: ObjectErrors): ListedError[] {
  const listed = [
    ...objects.truth.map((object) => onSide(object, 'truth')),
    ...objects.prediction.map((object) => onSide(object, 'prediction')),
  ].filter((object) => isListed(object, objects))
  return listed.sort((a, b) => b.areaPx - a.areaPx || a.key.localeCompare(b.key))
}

/** `3 missed, 1 extra, 2 split, 1 merged`, leaving out what there is not. */
export function errorSummary(errors: readonly ListedError[]): string {
  const parts = (['missed', 'extra', 'split', 'merged'] as const)
    .map((name) => ({ name, count: errors.filter((error) => error.class === name).length }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count} ${errorWords[name]}`)
  return parts.length > 0 ? parts.join(', ') : 'no object in error'
}

function onSide(object: ObjectError, side: ListedError['side']): ListedError {
  return { ...object, side, key: `${side} ${object.label}` }
}

function isListed(object: ListedError, objects: ObjectErrors): boolean {
  if (object.class === 'correct') return false
  const other = object.side === 'truth' ? 'prediction' : 'truth'
  const owner = object.class === 'split' ? 'truth' : object.class === 'merged' ? 'prediction' : null
  if (owner === null || owner === object.side) return true
  return !objects[other].some((candidate) => candidate.class === object.class)
}
