import { expect, test } from 'vitest'
import type { PlaneStatistics } from '../../../src-main/contract/images.ts'
import { binsOf, histogramCurves } from '../../../src-renderer/viewer/histogram-curves.ts'
import { analysisSource, viewerImage } from './analysis-fixture.ts'

function statistics(min: number, max: number, counts: number[]): PlaneStatistics {
  const finite = counts.reduce((sum, count) => sum + count, 0)
  return {
    ...{ min, max, lower: min, upper: max, finite, total: finite, rule: '', percentiles: [] },
    ...{ histogram: { min, max, counts }, sampling: 'exact', sampledFrom: null },
  }
}

test('bins of whole numbers lie around them', () => {
  expect(binsOf({ min: 3, max: 5, counts: [1, 2, 3] }, 'uint8')).toEqual([
    { from: 2.5, to: 3.5, pixels: 1 },
    { from: 3.5, to: 4.5, pixels: 2 },
    { from: 4.5, to: 5.5, pixels: 3 },
  ])
})

test('bins that hold unlike many whole numbers are unlike wide, so that an even image is even', () => {
  // values 0 to 4, one pixel each, in two bins as the core sums them: 0 1 2 | 3 4
  const even = { source: analysisSource('input'), statistics: statistics(0, 4, [3, 2]) }
  const [curve] = histogramCurves([even]).curves
  expect(curve?.x).toEqual([-0.5, 2.5, 2.5, 4.5])
  expect(curve?.y).toEqual([2.5, 2.5, 2.5, 2.5])
})

test('bins of real numbers are equally wide', () => {
  expect(binsOf({ min: 0, max: 1, counts: [1, 1] }, 'float32')).toEqual([
    { from: 0, to: 0.5, pixels: 1 },
    { from: 0.5, to: 1, pixels: 1 },
  ])
})

test('a plane of one value has one bin around it', () => {
  expect(binsOf({ min: 7, max: 7, counts: [9] }, 'uint8')).toEqual([
    { from: 6.5, to: 7.5, pixels: 9 },
  ])
})

test('narrow and wide bins of one distribution are equally high', () => {
  const fine = statistics(0, 3, [10, 10, 10, 10])
  const coarse = statistics(0, 3, [20, 20])
  const { curves, heights } = histogramCurves([
    { source: analysisSource('input'), statistics: fine },
    { source: analysisSource('truth'), statistics: coarse },
  ])
  expect(heights).toBe('Pixels per 2 gray values')
  expect(new Set(curves.flatMap(({ y }) => y))).toEqual(new Set([20]))
})

test('planes of unlike size are compared by shares', () => {
  const small = { source: analysisSource('input'), statistics: statistics(0, 1, [1, 3]) }
  const large = { source: analysisSource('truth'), statistics: statistics(0, 1, [4, 12]) }
  const { curves, heights } = histogramCurves([small, large])
  expect(heights).toBe('% of pixels per gray value')
  expect(curves.map(({ y }) => y)).toEqual([
    [25, 25, 75, 75],
    [25, 25, 75, 75],
  ])
})

test('the table holds the counts as they are; a plane without numbers is left out', () => {
  const none = { source: analysisSource('a'), statistics: statistics(0, 0, []) }
  const image = viewerImage('/f', 10, 'float32')
  const one = { source: analysisSource('b', { image }), statistics: statistics(0, 1, [5, 2]) }
  expect(histogramCurves([none, one]).table.rows).toEqual([
    ['b', 0, 0.5, 5],
    ['b', 0.5, 1, 2],
  ])
})
