import { expect, test } from 'vitest'
import { planningCase } from '../../../src-main/core/statistics/planning-selftest.ts'

const values = (names: readonly string[], x: number[] = [], y?: number[]) =>
  planningCase(
    {
      x: { shape: [x.length], data: x },
      ...(y ? { y: { shape: [y.length], data: y } } : {}),
    },
    { kwargs: {}, expected: Object.fromEntries(names.map((name) => [name, {}])) },
  )

test('moments and interval of one sample', () => {
  const found = values(['mean', 'sd', 'median', 't_interval@0.95'], [1, 2, 3, 6])
  expect(found).toMatchObject({ mean: 3, median: 2.5 })
  expect(found['sd']).toBeCloseTo(Math.sqrt(14 / 3), 12)
  // t(.975, 3) = 3.182446
  expect(found['t_interval@0.95']).toEqual({
    low: expect.closeTo(3 - (3.182446305 * Math.sqrt(14 / 3)) / 2, 6) as number,
    high: expect.closeTo(3 + (3.182446305 * Math.sqrt(14 / 3)) / 2, 6) as number,
  })
})

test('of two samples the differences count', () => {
  expect(values(['mean', 'sign_flip'], [2, 3, 4], [1, 1, 1])).toEqual({ mean: 2, sign_flip: 0.25 })
})

test('how many samples', () => {
  expect(
    values([
      ...['smallest_p@6', 'tools_comparable@6', 'samples_for_half_width@0.03,0.01'],
      'samples_for_difference@0.5',
    ]),
  ).toEqual({
    'smallest_p@6': 0.03125,
    'tools_comparable@6': 2,
    'samples_for_half_width@0.03,0.01': 38,
    'samples_for_difference@0.5': 34,
  })
})

test('names that are not known are left out', () => {
  expect(values(['mode', 'toString'])).toEqual({})
})
