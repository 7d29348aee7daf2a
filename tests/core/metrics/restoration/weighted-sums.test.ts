import { describe, expect, test } from 'vitest'
import {
  GROUP,
  weighAcross,
  weighAlong,
} from '../../../../src-main/core/metrics/restoration/weighted-sums.ts'
import { gaussianWindow } from '../../../../src-main/core/metrics/restoration/ssim-window.ts'

const values = Float64Array.from({ length: 400 }, (_, i) => ((i * 37) % 101) / 7)
const windows = [gaussianWindow(1.5), gaussianWindow(1), gaussianWindow(2.5)]

function plain(at: (k: number) => number, weights: Float64Array): number {
  return weights.reduce((sum, weight, k) => sum + weight * at(k), 0)
}

describe('weighted sums over a sliding window', () => {
  test.each(windows)('along a line, $size weights', ({ weights, size }) => {
    const target = new Float64Array(20)
    weighAlong(values, target, 3, 16, weights!)
    for (let x = 0; x < 16; x++)
      expect(target[3 + x]).toBeCloseTo(
        plain((k) => values[x + k]!, weights!),
        13,
      )
    expect([...target.slice(0, 3), target[19]]).toEqual([0, 0, 0, 0])
    expect(size).toBe(weights!.length)
  })

  test.each(windows)('across rows in any order, $size weights', ({ weights, size }) => {
    const held = size - 1 + GROUP
    const starts = Int32Array.from({ length: held }, (_, row) => ((row * 5) % held) * 8)
    const target = new Float64Array(GROUP * 8)
    weighAcross(values, starts, target, 8, weights!)
    for (let row = 0; row < GROUP; row++)
      for (let x = 0; x < 8; x++)
        expect(target[row * 8 + x]).toBeCloseTo(
          plain((k) => values[starts[row + k]! + x]!, weights!),
          13,
        )
  })
})
