import { expect, test } from 'vitest'
import { planeStatistics } from '../../../src-main/core/images/plane-statistics.ts'
import type { PixelArray, PixelType } from '../../../src-main/core/images/types.ts'

function statistics(data: PixelArray, dtype: PixelType): ReturnType<typeof planeStatistics> {
  return planeStatistics({ axes: 'yx', shape: [1, data.length], dtype, data })
}

test('lower and upper leave 0.175 % of the pixels at either end', () => {
  const data = Uint16Array.from({ length: 10_000 }, (_, i) => i)
  expect(statistics(data, 'uint16')).toMatchObject({
    min: 0,
    max: 9999,
    lower: 17, // the 18th smallest: 0.175 % of 10 000 is 17.5
    upper: 9982, // the 9983rd: 9982.5 rounded up
    finite: 10_000,
    total: 10_000,
  })
})

test.each([
  ['int8', Int8Array, -128],
  ['int16', Int16Array, -32_768],
  ['uint16', Uint16Array, 0],
] as const)('narrow integers are counted as wide ones, %s', (dtype, Narrow, lowest) => {
  const values = Array.from({ length: 3000 }, (_, i) => lowest + ((i * 37) % 211))
  const wide = statistics(Int32Array.from(values), 'int32')
  expect(statistics(Narrow.from(values), dtype)).toEqual(wide)
  expect(wide.min).toBe(lowest)
})

test('values that are not finite are left out, counted and told', () => {
  const found = statistics(Float32Array.of(NaN, 1, 2, Infinity), 'float32')
  expect(found).toMatchObject({ min: 1, max: 2, finite: 2, total: 4 })
  expect(found.rule).toContain('2 values')
})

test('floats are exact to 1/65536 of their range', () => {
  const data = Float64Array.from({ length: 100_000 }, (_, i) => (i / 100_000) * 5 - 1)
  const { lower, upper } = statistics(data, 'float64')
  expect(Math.abs(lower - (0.00175 * 5 - 1))).toBeLessThan(5 / 65536 + 5 / 100_000)
  expect(Math.abs(upper - (0.99825 * 5 - 1))).toBeLessThan(5 / 65536 + 5 / 100_000)
})

test('constant, empty of finite values, signed and 64-bit planes have limits too', () => {
  expect(statistics(Uint8Array.of(7, 7), 'uint8')).toMatchObject({ lower: 7, upper: 7 })
  expect(statistics(Float32Array.of(NaN), 'float32')).toMatchObject({ min: 0, max: 0, finite: 0 })
  expect(statistics(Int8Array.of(-5, 5), 'int8')).toMatchObject({ min: -5, lower: -5, upper: 5 })
  expect(statistics(BigUint64Array.of(1n, 3n), 'uint64')).toMatchObject({ min: 1, max: 3 })
})

test('the alpha sample is no intensity', () => {
  const rgba = { axes: 'yxs', shape: [1, 2, 4], dtype: 'uint8' as const }
  const data = Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 255)
  expect(planeStatistics({ ...rgba, data })).toMatchObject({ min: 1, max: 6, upper: 6, total: 6 })
  const grayAlpha = { axes: 'yxs', shape: [1, 2, 2], dtype: 'uint8' as const }
  expect(planeStatistics({ ...grayAlpha, data: Uint8Array.of(7, 255, 9, 255) })).toMatchObject({
    max: 9,
  })
  const rgb = { axes: 'yxs', shape: [1, 2, 3], dtype: 'uint8' as const }
  expect(planeStatistics({ ...rgb, data: Uint8Array.of(1, 2, 3, 4, 5, 255) })).toMatchObject({
    max: 255,
  })
})

test('percentiles and histogram count every value once', () => {
  const data = Uint16Array.from({ length: 1000 }, (_, i) => i)
  const { percentiles, histogram, sampling } = statistics(data, 'uint16')
  expect(percentiles.find(({ percent }) => percent === 25)).toEqual({ percent: 25, value: 249 })
  expect(percentiles.find(({ percent }) => percent === 99.9)).toEqual({ percent: 99.9, value: 998 })
  expect(histogram).toMatchObject({ min: 0, max: 999 })
  expect(histogram.counts).toHaveLength(256)
  expect(histogram.counts.reduce((all, count) => all + count, 0)).toBe(1000)
  expect(sampling).toBe('exact')
  expect(statistics(Uint8Array.of(0, 1, 1, 3), 'uint8').histogram.counts).toEqual([1, 2, 0, 1])
  expect(statistics(Uint8Array.of(5, 5), 'uint8').histogram).toEqual({
    min: 5,
    max: 5,
    counts: [2],
  })
})

test('says which part of the plane was looked at', () => {
  const part = { axes: 'yx', shape: [1, 1], dtype: 'uint8' as const, data: Uint8Array.of(1) }
  expect(planeStatistics(part, 'level 2')).toMatchObject({
    sampling: 'sampled',
    sampledFrom: 'level 2',
  })
})
