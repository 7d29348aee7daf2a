import { expect, test } from 'vitest'
import {
  matchingOptionDefaults,
  matchingOptionsOf,
} from '../../../src-main/core/metrics/matching-options.ts'

test('a pair matches by IoU and at the threshold unless otherwise asked', () => {
  expect(matchingOptionsOf({})).toEqual({ comparison: '>=', criterion: 'iou' })
  expect(matchingOptionDefaults).toMatchObject({ criterion: 'iou', borderObjects: 'keep' })
  expect(matchingOptionsOf({ comparison: '>', criterion: 'iot' })).toEqual({
    comparison: '>',
    criterion: 'iot',
  })
})

test('refuses what is no criterion', () => {
  expect(() => matchingOptionsOf({ criterion: 'dice' })).toThrow('one of iou, iot, iop')
})
