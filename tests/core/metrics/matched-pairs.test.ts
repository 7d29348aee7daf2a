import { expect, test } from 'vitest'
import {
  foregroundDice,
  matchedAreaError,
  matchedDice,
  panopticDice,
} from '../../../src-main/core/metrics/matched-pairs.ts'
import { matchObjects } from '../../../src-main/core/metrics/matching.ts'
import { labels, tableFrom } from '../../fixtures/metrics/drawings.ts'

const of = (truth: string, prediction: string) => {
  const table = tableFrom({ truth: labels(truth), prediction: labels(prediction) })
  return [table, matchObjects(table, { threshold: 0.5 })] as const
}

test('averages Dice and area error over the matched pairs', () => {
  // 3 of 3 and 4 pixels matched, one missed object
  const [table, matching] = of('111.22', '1111..')
  expect(matchedDice(table, matching, 'touchstone')).toEqual({ value: 6 / 7 })
  expect(panopticDice(table, matching, 'touchstone')).toEqual({ value: 6 / 7 / 1.5 })
  expect(matchedAreaError(table, matching)).toMatchObject({
    value: expect.closeTo(1 / 3, 12) as number,
  })
  expect(foregroundDice(table, matching, 'touchstone')).toEqual({ value: 6 / 9 })
})

test('says why there is no pair', () => {
  const [table, matching] = of('11....', '....11')
  expect(matchedDice(table, matching, 'touchstone')).toEqual({ undefined: 'no-matches' })
  expect(matchedDice(table, matching, 'reference')).toEqual({ value: 0 })
  expect(matchedAreaError(...of('11', '..'))).toEqual({ undefined: 'prediction-empty' })
  expect(matchedAreaError(...of('..', '11'))).toEqual({ undefined: 'truth-empty' })
  const [none, nothing] = of('..', '..')
  expect(panopticDice(none, nothing, 'reference')).toEqual({ undefined: 'both-empty' })
})
