import { expect, test } from 'vitest'
import type { ObjectError } from '../../../src-main/contract/images.ts'
import { errorList, errorSummary } from '../../../src-renderer/viewer/error-list.ts'

function object(label: number, kind: ObjectError['class'], areaPx: number): ObjectError {
  const centroid = { x: 0, y: 0, z: 0 }
  return { label, class: kind, partner: null, iou: 0, areaPx, centroid, touchesBorder: false }
}

test('lists errors of both sides, largest first, without the hits', () => {
  const list = errorList({
    iouThreshold: 0.5,
    truth: [object(1, 'correct', 900), object(2, 'missed', 50)],
    prediction: [object(1, 'correct', 880), object(7, 'extra', 60)],
  })
  expect(list.map((error) => error.key)).toEqual(['prediction 7', 'truth 2'])
  expect(errorSummary(list)).toBe('1 missed, 1 extra')
})
test('lists a split object once, as the truth has it, and merged ones as the prediction has them', () => {
  const list = errorList({
    iouThreshold: 0.5,
    truth: [object(1, 'split', 100), object(2, 'merged', 40), object(3, 'merged', 30)],
    prediction: [object(1, 'split', 55), object(2, 'split', 45), object(3, 'merged', 70)],
  })
  expect(list.map((error) => error.key)).toEqual(['truth 1', 'prediction 3'])
})
test('a class that only the other side knows is listed there', () => {
  const list = errorList({ iouThreshold: 0.5, truth: [object(2, 'merged', 40)], prediction: [] })
  expect(list.map((error) => error.key)).toEqual(['truth 2'])
})
test('says when nothing is wrong', () => {
  expect(errorSummary([])).toBe('no object in error')
})
