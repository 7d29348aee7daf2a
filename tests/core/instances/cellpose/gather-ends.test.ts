import { expect, test } from 'vitest'
import { gatherEnds } from '../../../../src-main/core/instances/cellpose/gather-ends.ts'
import { areasOf } from '../stars.ts'

/** So many pixels, in reading order, that end at each place. */
function ends(...places: readonly (readonly [count: number, y: number, x: number])[]) {
  const all = places.flatMap(([count, y, x]) =>
    Array.from({ length: count }, () => [y, x] as const),
  )
  return {
    pixels: Uint32Array.from(all, (_, pixel) => pixel),
    y: Float32Array.from(all, ([y]) => y),
    x: Float32Array.from(all, ([, x]) => x),
  }
}

test('more than ten ends make a seed, ten do not', () => {
  const labels = gatherEnds(ends([11, 5, 5], [10, 5, 15]), [20, 20], 1)
  expect(areasOf(labels.data)).toEqual(new Map([[1, 11]]))
})

test('takes in connected places with more than two ends, up to five pixels away', () => {
  const row = Array.from({ length: 8 }, (_, step) => [3, 5, 6 + step] as const)
  const labels = gatherEnds(ends([20, 5, 5], ...row, [2, 4, 5]), [20, 20], 1)
  expect(areasOf(labels.data)).toEqual(new Map([[1, 20 + 5 * 3]]))
})

test('a place claimed twice goes to the seed with more ends', () => {
  const between = [6, 7, 8, 9, 10, 11].map((x) => [3, 5, x] as const)
  const labels = gatherEnds(ends([15, 5, 5], [12, 5, 12], ...between), [20, 20], 1)
  // five steps reach 6 to 10 from the first; 11 is left to the second, which would reach 7
  expect(areasOf(labels.data)).toEqual(
    new Map([
      [1, 15 + 5 * 3],
      [2, 12 + 3],
    ]),
  )
})

test('ends cut off to whole pixels count', () => {
  const labels = gatherEnds(ends([6, 5.9, 5.2], [6, 5.1, 5.8]), [20, 20], 1)
  expect(areasOf(labels.data)).toEqual(new Map([[1, 12]]))
})

test('drops objects above the largest share of the image', () => {
  expect(areasOf(gatherEnds(ends([50, 5, 5]), [10, 10], 0.4).data).size).toBe(0)
  expect(areasOf(gatherEnds(ends([40, 5, 5]), [10, 10], 0.4).data).size).toBe(1)
})

test('no ends, no objects', () => {
  expect(areasOf(gatherEnds(ends(), [4, 4], 0.4).data).size).toBe(0)
})
