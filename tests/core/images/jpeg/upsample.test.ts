import { expect, test } from 'vitest'
import { upsample, type ComponentPlane } from '../../../../src-main/core/images/jpeg/upsample.ts'

/** Rows of numbers with two samples beyond the image's width. */
function plane(rows: readonly (readonly number[])[]): ComponentPlane {
  const width = rows[0]!.length
  const data = Uint8Array.from(rows.flatMap((row) => [...row, 255, 255]))
  return { data, stride: width + 2, width, height: rows.length }
}

function rowsOf({ data, stride, width, height }: ComponentPlane): number[][] {
  return Array.from({ length: height }, (_, y) => [
    ...data.subarray(y * stride, y * stride + width),
  ])
}

test('along rows: three quarters of the nearer, one of the further, rounded up and down in turn', () => {
  expect(rowsOf(upsample(plane([[10, 20, 40]]), 2, 1))).toEqual([[10, 13, 17, 25, 35, 40]])
})

test('along columns likewise, edges repeated', () => {
  const found = rowsOf(upsample(plane([[10], [20], [40]]), 1, 2))
  expect(found.flat()).toEqual([10, 13, 17, 25, 35, 40])
})

test('in both directions the weights are 9, 3, 3 and 1 of 16', () => {
  const found = rowsOf(
    upsample(
      plane([
        [0, 16, 32],
        [64, 80, 96],
      ]),
      2,
      2,
    ),
  )
  expect(found[0]).toEqual([0, 4, 12, 20, 28, 32])
  expect(found[1]![1]).toBe(Math.floor((9 * 0 + 3 * 16 + 3 * 64 + 80 + 7) / 16))
  expect(found[3]).toEqual([64, 68, 76, 84, 92, 96])
})

test('narrow components and other factors are repeated; the same size is left alone', () => {
  expect(rowsOf(upsample(plane([[10, 20]]), 2, 1))).toEqual([[10, 10, 20, 20]])
  expect(rowsOf(upsample(plane([[1, 2, 3]]), 3, 2))).toEqual([
    [1, 1, 1, 2, 2, 2, 3, 3, 3],
    [1, 1, 1, 2, 2, 2, 3, 3, 3],
  ])
  const same = plane([[1, 2]])
  expect(upsample(same, 1, 1)).toBe(same)
})
