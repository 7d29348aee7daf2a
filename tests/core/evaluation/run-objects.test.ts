import { expect, test } from 'vitest'
import type { ObjectError } from '../../../src-main/contract/images.ts'
import { byLoss, objectsOfCase } from '../../../src-main/core/evaluation/run-objects.ts'

const object = (label: number, change: Partial<ObjectError> = {}): ObjectError => ({
  ...{ label, class: 'correct', partner: null, iou: 0, areaPx: 100 },
  ...{ centroid: { x: 1, y: 2, z: 0 }, touchesBorder: false },
  ...change,
})

test('a matched object stands once, on the side of the truth; its loss is what does not overlap', () => {
  const matched = { partner: 1, iou: 0.75 }
  const found = objectsOfCase('a', {
    iouThreshold: 0.5,
    truth: [object(1, matched), object(2, { class: 'missed' })],
    prediction: [object(1, matched), object(3, { class: 'extra', areaPx: 40 })],
  })
  expect(found.map(({ side, label, lossPx }) => [side, label, lossPx])).toEqual([
    ['truth', 1, 25],
    ['truth', 2, 100],
    ['prediction', 3, 40],
  ])
  expect(byLoss(found).map(({ label }) => label)).toEqual([2, 3, 1])
})

test('split objects stand for the truth and merged ones for the prediction that joins them', () => {
  const found = objectsOfCase('a', {
    iouThreshold: 0.5,
    truth: [object(1, { class: 'split' }), object(2, { class: 'merged' })],
    prediction: [object(4, { class: 'split' }), object(5, { class: 'merged' })],
  })
  expect(found.map(({ side, label }) => [side, label])).toEqual([
    ['truth', 1],
    ['prediction', 5],
  ])
})

test('what only one side knows is not lost', () => {
  const truth = [object(2, { class: 'merged' })]
  expect(objectsOfCase('a', { iouThreshold: 0.5, truth, prediction: [] })).toHaveLength(1)
})
