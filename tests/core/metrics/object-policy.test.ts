import { expect, test } from 'vitest'
import {
  applyObjectPolicy,
  objectPolicyDefaults,
  objectPolicyOf,
} from '../../../src-main/core/metrics/object-policy.ts'
import { scoreInstances } from '../../../src-main/core/metrics/score-instances.ts'
import { labels } from '../../fixtures/metrics/drawings.ts'

const image = labels('11...', '...2.', '.33..', '.33..', '.....')

test('everything takes part by default, without a copy', () => {
  expect(objectPolicyOf({})).toEqual(objectPolicyDefaults)
  expect(applyObjectPolicy(image, objectPolicyDefaults)).toEqual({ image, left: 0 })
  expect(applyObjectPolicy(image, objectPolicyDefaults).image).toBe(image)
})

test('objects at the edge or below the least size are left out', () => {
  const drop = objectPolicyOf({ borderObjects: 'drop-prediction-and-truth-touching' })
  expect(applyObjectPolicy(image, drop)).toEqual({
    image: labels('.....', '...2.', '.33..', '.33..', '.....'),
    left: 1,
  })
  const large = objectPolicyOf({ minimumAreaPx: 2 })
  expect(applyObjectPolicy(image, large).image).toEqual(
    labels('11...', '.....', '.33..', '.33..', '.....'),
  )
  expect(applyObjectPolicy(image, objectPolicyOf({ minimumAreaPx: 5 })).left).toBe(3)
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
