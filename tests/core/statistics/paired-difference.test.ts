import { expect, test } from 'vitest'
import { pairedDifference } from '../../../src-main/core/statistics/paired-difference.ts'
import type { CaseValue } from '../../../src-main/core/statistics/units.ts'
import { scoresOf } from './w2s-rows.ts'

const one = (name: string, score: CaseValue['score'], sample: string | null = null): CaseValue => ({
  case: name,
  sample,
  score,
})

test('W2S N2N - default', () => {
  const result = pairedDifference(scoresOf('n2n'), scoresOf('n2vDefault'))
  expect(result.mean).toBeCloseTo(2.82945, 5)
  expect(result.sd).toBeCloseTo(1.839574, 6)
  expect(result.lower).toBeCloseTo(1.5135, 4)
  expect(result.upper).toBeCloseTo(4.1454, 4)
  expect(result).toMatchObject({ n: 10, unit: 'image', leftOut: { withoutScore: 0, infinite: 0 } })
})

test('pairs by case, whatever the order', () => {
  const a = [one('x', { value: 5 }), one('y', { value: 1 })]
  const b = [one('y', { value: 0.5 }), one('x', { value: 2 })]
  expect(pairedDifference(a, b).differences).toEqual([
    { unit: 'case x', value: 3 },
    { unit: 'case y', value: 0.5 },
  ])
})

test('averages the differences of one sample over the cases both tools have', () => {
  const a = [
    one('1', { value: 3 }, 's'),
    one('2', { value: 9 }, 's'),
    one('3', { value: 4 }, 's'),
    one('4', { value: 1 }, 't'),
  ]
  const b = [
    one('1', { value: 1 }, 's'),
    one('2', { undefined: 'x' }, 's'),
    one('3', { value: 3 }, 's'),
    one('4', { value: 0 }, 't'),
  ]
  const result = pairedDifference(a, b)
  expect(result.unit).toBe('sample')
  expect(result.differences).toEqual([
    { unit: 'sample s', value: 1.5 },
    { unit: 'sample t', value: 1 },
  ])
  expect(result.leftOut).toEqual({ withoutScore: 1, infinite: 0 })
})

test('counts what it leaves out: missing, undefined, failed, infinite', () => {
  const a = [
    one('1', { value: 1 }),
    one('2', 'failed'),
    one('3', { value: 'Infinity' }),
    one('4', { value: 2 }),
    one('5', { value: 4 }),
    one('only a', { value: 1 }),
  ]
  const b = [
    one('1', { value: 0 }),
    one('2', { value: 1 }),
    one('3', { value: 'Infinity' }),
    one('4', { value: 'Infinity' }),
    one('5', { value: 1 }),
    one('only b', { value: 1 }),
  ]
  const result = pairedDifference(a, b)
  expect(result.n).toBe(2)
  expect(result.mean).toBe(2)
  expect(result.leftOut).toEqual({ withoutScore: 3, infinite: 2 })
})

test('one common unit has a mean but no interval; none has nothing', () => {
  const single = pairedDifference([one('a', { value: 2 })], [one('a', { value: 1 })])
  expect(single).toMatchObject({ n: 1, mean: 1, sd: null, lower: null, upper: null })
  const none = pairedDifference([one('a', 'failed')], [one('a', { value: 1 })])
  expect(none).toMatchObject({ n: 0, mean: null, lower: null })
})

test('the level widens the interval', () => {
  const a = [one('1', { value: 1 }), one('2', { value: 3 })]
  const b = [one('1', { value: 0 }), one('2', { value: 0 })]
  expect(pairedDifference(a, b, 0.9).upper).toBeCloseTo(2 + Math.tan(0.45 * Math.PI), 9)
})
