import { expect, test } from 'vitest'
import { restorationPair } from '../../../../src-main/core/metrics/restoration/restoration-pair.ts'
import {
  isRegistrationWanted,
  squirrelScores,
} from '../../../../src-main/core/metrics/restoration/squirrel-scores.ts'
import { pattern, prediction, truth } from './patterns.ts'

const scores = (input: typeof truth | null, predicted = prediction) => {
  const makers = squirrelScores(restorationPair(truth, predicted, {}, input))
  return Object.fromEntries(Object.entries(makers).map(([id, make]) => [id, make()]))
}

test('without an input image there is nothing to explain', () => {
  const none = { undefined: 'no-input-image' }
  expect(scores(null)).toEqual({ 'squirrel-rsp': none, 'squirrel-rse': none })
})

test('the truth takes no part: the input is what the prediction is held against', () => {
  const found = scores(prediction)
  expect(found['squirrel-rsp']).toEqual({ value: expect.closeTo(1, 1) as number })
})

test('stacks and pixels that are not finite are named', () => {
  expect(scores({ shape: [2, 4, 4], data: new Float64Array(32) })['squirrel-rsp']).toEqual({
    undefined: 'not-a-plane',
  })
  const [height = 0, width = 0] = truth.shape
  const broken = pattern(height, width, 13)
  broken.data[3] = NaN
  expect(scores(broken)['squirrel-rse']).toEqual({ undefined: 'non-finite-pixels' })
})

test('a registration that is none is refused', () => {
  expect(isRegistrationWanted({})).toBe(false)
  expect(isRegistrationWanted({ squirrelRegistration: 'cross-correlation' })).toBe(true)
  expect(() => isRegistrationWanted({ squirrelRegistration: 'rigid' })).toThrow(
    'must be one of none, cross-correlation',
  )
})
