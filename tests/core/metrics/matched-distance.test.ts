import { expect, test } from 'vitest'
import { matchedSurfaceDistance } from '../../../src-main/core/metrics/matched-distance.ts'
import { matchObjects } from '../../../src-main/core/metrics/matching.ts'
import { labels, tableFrom, volume } from '../../fixtures/metrics/drawings.ts'

type Pair = { truth: ReturnType<typeof labels>; prediction: ReturnType<typeof labels> }
const of = (pair: Pair, spacing: number[], policy: 'touchstone' | 'reference' = 'touchstone') => {
  const table = tableFrom(pair)
  return matchedSurfaceDistance(
    pair,
    table,
    matchObjects(table, { threshold: 0.5 }),
    spacing,
    policy,
  )
}

test('measures each pair alone, whatever lies beside it', () => {
  const pair = { truth: labels('111.222'), prediction: labels('11..222') }
  // pair 1: 0, 0, 1 and 0, 0; pair 2: nothing
  expect(of(pair, [1, 1])).toMatchObject({ value: expect.closeTo(1 / 3 / 2 / 2, 12) as number })
  expect(of(pair, [1, 3])).toMatchObject({ value: expect.closeTo(1 / 4, 12) as number })
})

test('in stacks the distance of planes counts', () => {
  const pair = { truth: volume(['1'], ['1']), prediction: volume(['1'], ['.']) }
  expect(of(pair, [5, 1, 1])).toEqual({ value: 1.25 })
})

test('without a pair there is no distance', () => {
  const pair = { truth: labels('1...'), prediction: labels('...1') }
  expect(of(pair, [1, 1])).toEqual({ undefined: 'no-matches' })
  expect(of(pair, [1, 1], 'reference')).toEqual({ value: Infinity })
})
