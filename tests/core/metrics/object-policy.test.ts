import { expect, test } from 'vitest'
import {
  applyObjectPolicy,
  objectPolicyDefaults,
  objectPolicyOf,
} from '../../../src-main/core/metrics/object-policy.ts'
import { createPairTally } from '../../../src-main/core/metrics/pair-tally.ts'
import { scoreInstances } from '../../../src-main/core/metrics/score-instances.ts'
import { labels } from '../../fixtures/metrics/drawings.ts'

const image = labels('11...', '...2.', '.33..', '.33..', '.....')

function tallied(prediction: typeof image) {
  const tally = createPairTally(image.shape)
  tally.add(image.data, prediction.data)
  return tally.finish()
}

test('everything takes part by default, without a copy', () => {
  const whole = tallied(image)
  expect(objectPolicyOf({})).toEqual(objectPolicyDefaults)
  const { pair, left } = applyObjectPolicy(whole, objectPolicyDefaults)
  expect(pair).toBe(whole)
  expect(left).toEqual({ truth: 0, prediction: 0 })
})

test('objects at the edge or below the least size are left out', () => {
  const whole = tallied(labels('.77..', '.77..', '.77..', '.....', '.....'))
  const drop = objectPolicyOf({ borderObjects: 'drop-prediction-and-truth-touching' })
  const inside = applyObjectPolicy(whole, drop)
  expect(inside.left).toEqual({ truth: 1, prediction: 1 })
  expect(inside.pair.table).toEqual({
    truth: { labels: [2, 3], areas: [1, 4] },
    prediction: { labels: [], areas: [] },
    overlaps: [],
  })
  const large = applyObjectPolicy(whole, objectPolicyOf({ minimumAreaPx: 2 }))
  expect(large.left).toEqual({ truth: 1, prediction: 0 })
  expect(large.pair.truth.map(({ label }) => label)).toEqual([1, 3])
  expect(large.pair.table.overlaps).toEqual([
    { truth: 0, prediction: 0, pixels: 1 },
    { truth: 1, prediction: 0, pixels: 2 },
  ])
  expect(applyObjectPolicy(whole, objectPolicyOf({ minimumAreaPx: 5 })).left.truth).toBe(3)
})

test('scores count what is left, and say how many objects are not', () => {
  const predicted = labels('.....', '.....', '.33..', '.33..', '.....')
  const scored = scoreInstances(image, predicted, { minimumAreaPx: 3 })
  expect(scored.scores['f1@0.5']).toEqual({ value: 1 })
  expect(scored.notes).toEqual(['Left out by size or border: 2 true and 0 predicted objects.'])
  expect(scoreInstances(image, predicted).notes).toEqual([])
})

test.each([[{ minimumAreaPx: -1 }], [{ minimumAreaPx: 1.5 }], [{ borderObjects: 'drop' }]])(
  'refuses %j',
  (options) => {
    expect(() => objectPolicyOf(options)).toThrow(expect.objectContaining({ code: 'bad-options' }))
  },
)
