import { expect, test } from 'vitest'
import {
  finitePairs,
  requireSameShape,
} from '../../../../src-main/core/metrics/restoration/image-pair.ts'

const list = (...data: number[]) => ({ shape: [data.length], data: Float64Array.from(data) })

test('names both shapes where they differ', () => {
  const wide = { shape: [2, 3], data: new Float64Array(6) }
  const tall = { shape: [3, 2], data: new Float64Array(6) }
  expect(() => requireSameShape(wide, tall)).toThrow('[2, 3], the prediction [3, 2]')
  expect(() => finitePairs(wide, tall)).toThrow(
    expect.objectContaining({
      code: 'shape-mismatch',
      details: { truth: [2, 3], prediction: [3, 2] },
    }),
  )
  expect(() => requireSameShape(wide, wide)).not.toThrow()
})

test('keeps finite images as they are', () => {
  const truth = list(1, 2)
  const prediction = list(3, 4)
  const pairs = finitePairs(truth, prediction)
  expect(pairs.truth).toBe(truth.data)
  expect(pairs.prediction).toBe(prediction.data)
  expect(pairs.leftOut).toBe(0)
})

test('leaves out pixels that are not finite in either image', () => {
  const pairs = finitePairs(list(1, NaN, 3, 4, 5), list(10, 20, Infinity, -Infinity, 50))
  expect([...pairs.truth]).toEqual([1, 5])
  expect([...pairs.prediction]).toEqual([10, 50])
  expect(pairs.leftOut).toBe(3)
})
