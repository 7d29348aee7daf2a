import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { objectErrorsSchema } from '../../../src-main/contract/images.ts'
import { matchObjects } from '../../../src-main/core/metrics/matching.ts'
import { classifyObjects, objectErrors } from '../../../src-main/core/metrics/object-errors.ts'
import { createPairTally } from '../../../src-main/core/metrics/pair-tally.ts'
import type { LabelImage } from '../../../src-main/core/images/types.ts'
import { anchors, labelPairs, labels, tableFrom } from '../../fixtures/metrics/drawings.ts'

interface Pair {
  readonly truth: LabelImage
  readonly prediction: LabelImage
}

function classesOf(pair: Pair) {
  const table = tableFrom(pair)
  return classifyObjects(table, matchObjects(table, { threshold: 0.5 }))
}

function errorsOf(pair: Pair, threshold = 0.5) {
  const tally = createPairTally(pair.truth.shape)
  tally.add(pair.truth.data, pair.prediction.data)
  const tallied = tally.finish()
  return objectErrors(tallied, matchObjects(tallied.table, { threshold }))
}

describe('error classes', () => {
  test('a matched half is correct, the other half a split', () => {
    expect(classesOf(anchors.split)).toEqual({
      truth: ['correct'],
      prediction: ['correct', 'split'],
      splitCount: 1,
      mergeCount: 0,
    })
  })

  test('of two merged objects one is matched and the other merged', () => {
    expect(classesOf(anchors.merge)).toEqual({
      truth: ['correct', 'merged'],
      prediction: ['correct'],
      splitCount: 0,
      mergeCount: 1,
    })
  })

  test('an object in three parts is split on both sides', () => {
    const pair = { truth: labels('111111111'), prediction: labels('111222333') }
    expect(classesOf(pair)).toMatchObject({
      truth: ['split'],
      prediction: ['split', 'split', 'split'],
      splitCount: 1,
    })
    expect(classesOf({ truth: pair.prediction, prediction: pair.truth })).toMatchObject({
      truth: ['merged', 'merged', 'merged'],
      prediction: ['merged'],
      mergeCount: 1,
    })
  })

  test('what nothing explains is missed or extra', () => {
    expect(classesOf(anchors.shiftedBy5)).toEqual({
      truth: ['missed'],
      prediction: ['extra'],
      splitCount: 0,
      mergeCount: 0,
    })
  })

  test('an object in a split and in a merge reads split in truth and merged in prediction', () => {
    // truth 1 lies in predictions 1 and 2, and prediction 2 also holds truth 2
    const truth = labels('111111111111.22')
    const prediction = labels('1111.2222222222')
    expect(classesOf({ truth, prediction })).toEqual({
      truth: ['split', 'merged'],
      prediction: ['split', 'merged'],
      splitCount: 1,
      mergeCount: 1,
    })
  })

  test('correct objects are the true positives, the others add up', () => {
    fc.assert(
      fc.property(labelPairs(6), (pair) => {
        const table = tableFrom(pair)
        const matching = matchObjects(table, { threshold: 0.5 })
        const classes = classifyObjects(table, matching)
        const correct = (side: readonly string[]) =>
          side.filter((name) => name === 'correct').length
        expect(correct(classes.truth)).toBe(matching.truePositives)
        expect(correct(classes.prediction)).toBe(matching.truePositives)
        expect(classes.truth).not.toContain('extra')
        expect(classes.prediction).not.toContain('missed')
      }),
    )
  })
})

describe('objects with their errors', () => {
  test('name the partner, its IoU and their place', () => {
    const errors = errorsOf({
      truth: labels('33...', '33...', '....5'),
      prediction: labels('88...', '89...', '.....'),
    })
    expect(errors).toEqual({
      iouThreshold: 0.5,
      truth: [
        {
          label: 3,
          class: 'correct',
          partner: 8,
          iou: 0.75,
          areaPx: 4,
          centroid: { x: 0.5, y: 0.5, z: 0 },
          touchesBorder: true,
        },
        {
          label: 5,
          class: 'missed',
          partner: null,
          iou: 0,
          areaPx: 1,
          centroid: { x: 4, y: 2, z: 0 },
          touchesBorder: true,
        },
      ],
      prediction: [
        {
          label: 8,
          class: 'correct',
          partner: 3,
          iou: 0.75,
          areaPx: 3,
          centroid: { x: 1 / 3, y: 1 / 3, z: 0 },
          touchesBorder: true,
        },
        {
          label: 9,
          class: 'split',
          partner: 3,
          iou: 0.25,
          areaPx: 1,
          centroid: { x: 1, y: 1, z: 0 },
          touchesBorder: false,
        },
      ],
    })
    expect(objectErrorsSchema.parse(errors)).toEqual(errors)
  })

  test('an unmatched object names the one that shares most of it, the lower label of equals', () => {
    const { truth, prediction } = errorsOf({
      truth: labels('1111111111'),
      prediction: labels('2233344455'),
    })
    expect(truth.map(({ partner, iou }) => ({ partner, iou }))).toEqual([{ partner: 3, iou: 0.3 }])
    expect(prediction.map(({ partner }) => partner)).toEqual([1, 1, 1, 1])
    const mirrored = errorsOf({ truth: labels('2233344455'), prediction: labels('1111111111') })
    expect(mirrored.prediction[0]).toMatchObject({ partner: 3, iou: 0.3 })
  })

  test('below 0.5 a matched object names its match, not the one that shares most of it', () => {
    const pair = { truth: labels('1111111111222222'), prediction: labels('2211111..1111...') }
    const { iouThreshold, truth, prediction } = errorsOf(pair, 0.1)
    expect(iouThreshold).toBe(0.1)
    expect(truth.map(({ partner, iou }) => ({ partner, iou }))).toEqual([
      { partner: 2, iou: 0.2 },
      { partner: 1, iou: 0.25 },
    ])
    expect(prediction.map(({ partner, iou }) => ({ partner, iou }))).toEqual([
      { partner: 2, iou: 0.25 },
      { partner: 1, iou: 0.2 },
    ])
  })

  test('a matched object names its match even where another shares as many pixels', () => {
    const { truth, prediction } = errorsOf({
      truth: labels('22223333'),
      prediction: labels('11111111'),
    })
    expect(truth.map(({ class: name, partner }) => [name, partner])).toEqual([
      ['correct', 1],
      ['merged', 1],
    ])
    expect(prediction[0]).toMatchObject({ class: 'correct', partner: 2, iou: 0.5 })
  })
})
