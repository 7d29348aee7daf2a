import { expect, test } from 'vitest'
import {
  friedmanTest,
  nemenyiCriticalDifference,
  nemenyiP,
} from '../../../src-main/core/statistics/friedman.ts'
import { expectClose } from './close.ts'
import { images, psnr } from './w2s-rows.ts'

const rows = images.map((_, i) => [
  psnr.noisy[i]!,
  psnr.n2vDefault[i]!,
  psnr.n2vFast[i]!,
  psnr.n2n[i]!,
])

test('W2S: mean ranks 4, 2.3, 2.7, 1; χ² 27.48, p 4.6694e-6', () => {
  const result = friedmanTest(rows)
  expect(result.averageRanks).toEqual([4, 2.3, 2.7, 1])
  expectClose(result.statistic, 27.48)
  expectClose(result.p, 4.669409820165749e-6)
  expectClose(result.kendallW, 27.48 / 30)
  expectClose(result.imanDavenport.statistic, (9 * 27.48) / (30 - 27.48))
  expect(result.imanDavenport.degreesOfFreedom).toEqual([3, 27])
  expectClose(result.imanDavenport.p, 1.2287997484978987e-14, 1e-9)
})

test('lower is better turns the ranks round', () => {
  expect(friedmanTest(rows, 'lower').averageRanks).toEqual([1, 2.7, 2.3, 4])
})

test('ties are corrected for', () => {
  // Ranks 1.5 1.5 3 | 1 2 3: sums 2.5, 3.5, 6; untied 12/24 · 54.5 - 24 = 3.25; 1 - 6/48
  const result = friedmanTest([
    [5, 5, 1],
    [9, 8, 7],
  ])
  expect(result.averageRanks).toEqual([1.25, 1.75, 3])
  expectClose(result.statistic, 3.25 / (1 - 6 / 48))
})

test("Nemenyi's critical difference (Demšar 2006, table 5: q 2.728 for five tools)", () => {
  const { q, difference } = nemenyiCriticalDifference(5, 15, 0.05)
  expectClose(q, 3.857655510378623 / Math.SQRT2, 1e-8)
  expectClose(difference, q * Math.sqrt(30 / 90), 1e-14)
})

test('pairwise p is 1 on the diagonal, symmetric, and falls with the difference of ranks', () => {
  const p = nemenyiP([1, 2.3, 4], 10)
  expect(p[0]![0]).toBe(1)
  expect(p[0]![2]).toBe(p[2]![0])
  expect(p[0]![2]!).toBeLessThan(p[0]![1]!)
  // At the critical difference p is alpha.
  const { difference } = nemenyiCriticalDifference(3, 10, 0.05)
  expectClose(nemenyiP([1, 1 + difference, 2], 10)[0]![1]!, 0.05, 1e-6)
})
