import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LabelImage } from '../../../src-main/core/images/types.ts'
import { metricsForTask } from '../../../src-main/core/metrics/definitions.ts'
import { scoreInstances } from '../../../src-main/core/metrics/score-instances.ts'
import { anchors, labelPairs, labels } from '../../fixtures/metrics/drawings.ts'

function mirrored({ shape, data }: LabelImage): LabelImage {
  return { shape, data: data.toReversed() }
}

describe('instance scores of a case', () => {
  test('are exactly those of the catalogue', () => {
    const { scores } = scoreInstances(anchors.split.truth, anchors.split.prediction)
    const ids = metricsForTask('instances').map(({ id }) => id)
    expect(Object.keys(scores).toSorted()).toEqual(ids.toSorted())
  })

  test('of an object split in exact halves', () => {
    const { scores, objects } = scoreInstances(anchors.split.truth, anchors.split.prediction)
    expect(scores).toMatchObject({
      'f1@0.5': { value: 2 / 3 },
      'f1@0.55': { value: 0 },
      'f1@0.95': { value: 0 },
      'f1-mean@0.5:0.95': { value: expect.closeTo(2 / 30, 12) as number },
      'precision@0.5': { value: 0.5 },
      'recall@0.5': { value: 1 },
      'panoptic-quality@0.5': { value: 0.5 / 1.5 },
      'mean-matched-iou@0.5': { value: 0.5 },
      'critical-success-index@0.5': { value: 0.5 },
      'count-error': { value: 1 },
      missed: { value: 0 },
      extra: { value: 0 },
      split: { value: 1 },
      merged: { value: 0 },
    })
    expect(objects.prediction.map((object) => object.class)).toEqual(['correct', 'split'])
  })

  test('count missed and extra objects', () => {
    const { scores } = scoreInstances(labels('11.22.33'), labels('11......'))
    expect(scores).toMatchObject({
      missed: { value: 2 },
      extra: { value: 0 },
      'count-error': { value: -2 },
    })
    const swapped = scoreInstances(labels('11......'), labels('11.22.33')).scores
    expect(swapped).toMatchObject({ missed: { value: 0 }, extra: { value: 2 } })
    const merged = scoreInstances(anchors.merge.truth, anchors.merge.prediction).scores
    expect(merged).toMatchObject({ merged: { value: 1 }, split: { value: 0 } })
  })

  test('with > an IoU of exactly 0.5 does not match', () => {
    const { scores } = scoreInstances(anchors.split.truth, anchors.split.prediction, {
      comparison: '>',
    })
    expect(scores['f1@0.5']).toEqual({ value: 0 })
    const threeFifths = scoreInstances(labels('11111'), labels('111..'), { comparison: '>' })
    expect(threeFifths.scores['f1@0.6']).toEqual({ value: 0 })
    expect(scoreInstances(labels('11111'), labels('111..')).scores['f1@0.6']).toEqual({ value: 1 })
  })

  test('of two empty images are undefined, but the counts are 0', () => {
    const { scores, objects } = scoreInstances(labels('..'), labels('..'))
    expect(scores).toMatchObject({
      'f1@0.5': { undefined: 'both-empty' },
      'f1-mean@0.5:0.95': { undefined: 'both-empty' },
      'count-error': { value: 0 },
      missed: { value: 0 },
      extra: { value: 0 },
    })
    expect(objects).toEqual({ iouThreshold: 0.5, truth: [], prediction: [] })
  })

  test('follow the empty-case policy', () => {
    const of = (emptyCasePolicy: string) =>
      scoreInstances(labels('11'), labels('..'), { emptyCasePolicy }).scores
    expect(of('touchstone')['precision@0.5']).toEqual({ undefined: 'prediction-empty' })
    expect(of('reference')['precision@0.5']).toEqual({ value: 0 })
    expect(of('touchstone')['f1-mean@0.5:0.95']).toEqual({ value: 0 })
  })

  test('refuse what they do not know', () => {
    const given = (options: Record<string, string>) => () =>
      scoreInstances(labels('1'), labels('1'), options)
    expect(given({ dataRange: '1' })).toThrow('dataRange')
    expect(given({ comparison: '<' })).toThrow('comparison')
    expect(() => scoreInstances(labels('11'), labels('1'))).toThrow('1 x 2')
  })

  test('are perfect where prediction equals truth under other numbers', () => {
    fc.assert(
      fc.property(labelPairs(), ({ truth }) => {
        fc.pre(truth.data.some((label) => label !== 0))
        const renumbered = { ...truth, data: truth.data.map((label) => label && 50 - label) }
        const { scores } = scoreInstances(truth, renumbered)
        for (const id of ['f1@0.5', 'f1@0.95', 'panoptic-quality@0.5', 'f1-mean@0.5:0.95'])
          expect(scores[id]).toEqual({ value: 1 })
        for (const id of ['count-error', 'missed', 'extra', 'split', 'merged'])
          expect(scores[id]).toEqual({ value: 0 })
      }),
    )
  })

  test('do not change when both images are mirrored', () => {
    fc.assert(
      fc.property(labelPairs(), ({ truth, prediction }) => {
        const plain = scoreInstances(truth, prediction).scores
        const other = scoreInstances(mirrored(truth), mirrored(prediction)).scores
        expect(other).toEqual(plain)
      }),
    )
  })
})
