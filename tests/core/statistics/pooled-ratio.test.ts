import { expect, test } from 'vitest'
import { estimateSchema } from '../../../src-main/contract/metrics.ts'
import { pooledRatio, type Counts } from '../../../src-main/core/statistics/pooled-ratio.ts'
import type { PooledCase } from '../../../src-main/core/statistics/pooled-units.ts'

const options = { level: 0.95, seed: 1, draws: 2000 }

function counted(
  rows: readonly (readonly [numerator: number, denominator: number] | null)[],
  sampleOf: (i: number) => string | null = () => null,
): PooledCase<Counts>[] {
  return rows.map((row, i) => ({
    case: `c${String(i).padStart(3, '0')}`,
    sample: sampleOf(i),
    answer: row === null ? null : { numerator: row[0], denominator: row[1] },
  }))
}

test('counts are pooled before they are divided: an image with many objects weighs more', () => {
  const estimate = pooledRatio(counted([[90, 100], [0, 2], null]), options)!
  expect(estimate.mean).toBeCloseTo(90 / 102, 14)
  expect(estimate).toMatchObject({ n: 2, failed: 1, undefined: 0 })
  expect(estimateSchema.parse(estimate)).toEqual(estimate)
})

test('the ratio is computed anew in every draw', () => {
  // Drawn: both (1/2), the first twice (1/4), the second twice (1/4).
  const estimate = pooledRatio(
    counted([
      [1, 1],
      [0, 3],
    ]),
    options,
  )!
  expect(estimate).toMatchObject({ lower: 0, upper: 1, mean: 0.25 })
})

test('samples are drawn with all their images: alike images bring no certainty', () => {
  const rows = Array.from({ length: 40 }, (_, i) => [i < 20 ? 9 : 5, 10] as const)
  const images = pooledRatio(counted(rows), options)!
  const samples = pooledRatio(
    counted(rows, (i) => `s${Math.floor(i / 4)}`),
    options,
  )!
  expect([images.n, samples.n]).toEqual([40, 10])
  expect(samples.mean).toBe(images.mean)
  const width = (one: typeof images): number => Number(one.upper) - Number(one.lower)
  // The same spread between a quarter of the units: twice the width.
  expect(width(samples) / width(images)).toBeGreaterThan(1.7)
  expect(width(samples) / width(images)).toBeLessThan(2.3)
})

test('the order of cases changes nothing', () => {
  const cases = counted(
    [
      [3, 4],
      [7, 9],
      [1, 8],
      [2, 2],
    ],
    (i) => `s${i % 3}`,
  )
  expect(pooledRatio(cases.toReversed(), options)).toEqual(pooledRatio(cases, options))
})

test('nothing to count is undefined; no case is nothing', () => {
  expect(pooledRatio(counted([[0, 0]]), options)).toMatchObject({ mean: null, n: 0 })
  expect(pooledRatio(counted([null]), options)).toBeNull()
})
