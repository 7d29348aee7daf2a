import { describe, expect, test } from 'vitest'
import { everyMetricForTask } from '../../../src-main/core/metrics/definitions.ts'
import { scoreInstances } from '../../../src-main/core/metrics/score-instances.ts'
import type { LabelImage } from '../../../src-main/core/images/types.ts'
import { labels } from '../../fixtures/metrics/drawings.ts'

const every = everyMetricForTask('instances').map(({ id }) => id)
const value = (truth: LabelImage, prediction: LabelImage, id: string) =>
  scoreInstances(truth, prediction, {}, [id]).scores[id]

describe('the anchors of metrics.md, objects of 20 x 10 in small', () => {
  const whole = labels('1111')
  const halves = labels('1122')

  test('split: T whole, P two halves', () => {
    expect(value(whole, halves, 'aji')).toEqual({ value: 1 / 3 })
    expect(value(whole, halves, 'aji-plus')).toEqual({ value: 1 / 3 })
    expect(value(whole, halves, 'aji-cellpose')).toEqual({ value: 0.5 })
    expect(value(whole, halves, 'ctc-seg')).toEqual({ value: 0 })
    expect(value(whole, halves, 'ctc-det')).toEqual({ value: 0 })
  })

  test('merge: T two halves, P whole', () => {
    expect(value(halves, whole, 'aji')).toEqual({ value: 0.5 })
    expect(value(halves, whole, 'aji-plus')).toEqual({ value: 1 / 3 })
    expect(value(halves, whole, 'ctc-seg')).toEqual({ value: 0.5 })
    expect(value(halves, whole, 'ctc-det')).toEqual({ value: 0.75 })
  })
})

test('gives a score for every metric of the catalogue that is asked for, and no more', () => {
  const image = labels('11.22', '11.22')
  const { scores } = scoreInstances(image, image, {}, every)
  expect(Object.keys(scores).sort()).toEqual([...every].sort())
  for (const id of ['aji', 'aji-plus', 'ctc-seg', 'ctc-det', 'critical-success-index@0.95'])
    expect(scores[id]).toEqual({ value: 1 })
  expect(scoreInstances(image, image).scores).not.toHaveProperty('aji')
})

test('two images without objects are undefined throughout', () => {
  const none = labels('....')
  for (const id of every.filter((name) => /aji|ctc|index|true-iou/.test(name)))
    expect(value(none, none, id), id).toEqual({ undefined: 'both-empty' })
})
