import { expect, test } from 'vitest'
import { compareOutputs } from '../../../../src-main/core/tools/check-tool/compare-outputs.ts'

const labels = (...data: number[]) => ({
  ...{ kind: 'labels' as const, shape: [1, data.length], data: Uint32Array.from(data) },
})
const image = (...data: number[]) => ({
  ...{ kind: 'image' as const, shape: [1, data.length], data: Float64Array.from(data) },
})
const lines = (...text: string[]) => ({ kind: 'lines' as const, lines: text })

test('counts pixels that differ, of a million', () => {
  expect(compareOutputs(labels(0, 1, 2, 2), labels(0, 1, 2, 3))).toEqual({
    ...{ perMillion: 250_000, largest: null },
  })
  expect(compareOutputs(image(0, 1), image(0, 1.5))).toEqual({ perMillion: 500_000, largest: 0.5 })
})

test('a value that is no number equals itself and nothing else', () => {
  expect(compareOutputs(image(NaN, 1), image(NaN, 1)).perMillion).toBe(0)
  expect(compareOutputs(image(NaN, 1), image(0, 1))).toEqual({
    ...{ perMillion: 500_000, largest: Infinity },
  })
  expect(compareOutputs(image(NaN, 1), image(0, 1), 1e-3).perMillion).toBe(500_000)
})

test('a tolerance is a share of the largest magnitude', () => {
  expect(compareOutputs(image(1000, 1), image(1000, 1.5), 1e-3).perMillion).toBe(0)
  expect(compareOutputs(image(100, 1), image(100, 1.5), 1e-3).perMillion).toBe(500_000)
})

test('another size, and a line too few, differ', () => {
  expect(compareOutputs(labels(1), labels(1, 1)).perMillion).toBe(1e6)
  expect(compareOutputs(lines('1,2', '3,4'), lines('1,2')).perMillion).toBe(500_000)
  expect(compareOutputs(lines(), lines()).perMillion).toBe(0)
})
