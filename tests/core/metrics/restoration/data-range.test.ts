import { expect, test } from 'vitest'
import { dataRangeOf } from '../../../../src-main/core/metrics/restoration/data-range.ts'

const pair = { truth: Float64Array.of(3, 10, -2), prediction: Float64Array.of(0, 20, 5) }

test('a number is taken as it is', () => {
  expect(dataRangeOf(255, pair)).toBe(255)
})

test.each([0, -1, NaN, Infinity])('refuses %f', (range) => {
  expect(() => dataRangeOf(range, pair)).toThrow(
    expect.objectContaining({
      code: 'bad-options',
      message: `The data range must be above 0, not ${range}.`,
    }),
  )
})

test('the range of the truth', () => {
  expect(dataRangeOf('truth-range', pair)).toBe(12)
})

test('the larger of both ranges', () => {
  expect(dataRangeOf('larger-range', pair)).toBe(20)
  expect(dataRangeOf('larger-range', { truth: pair.prediction, prediction: pair.truth })).toBe(20)
})

test('between the percentiles 0.1 and 99.9 of the truth, interpolated', () => {
  const truth = Float64Array.from({ length: 1001 }, (_, i) => 1000 - i)
  expect(dataRangeOf('truth-percentiles', { truth, prediction: truth })).toBeCloseTo(998, 9)
  expect(dataRangeOf('truth-percentiles', pair)).toBeCloseTo(12 - 0.014 - 0.01, 9)
})

test.each([
  ['bool', 1],
  ['uint8', 255],
  ['uint16', 65535],
  ['int16', 32767],
  ['int8', 127],
  ['uint32', 4294967295],
] as const)('the largest value of %s is %i', (dtype, largest) => {
  expect(dataRangeOf('dtype-range', pair, dtype)).toBe(largest)
})

test('a float type has no largest value to measure by', () => {
  expect(() => dataRangeOf('dtype-range', pair, 'float32')).toThrow('type float32 is not fixed')
  expect(() => dataRangeOf('dtype-range', pair)).toThrow(
    expect.objectContaining({
      code: 'bad-options',
      message:
        'The data range of type unknown is not fixed; state dataRange as a number or as "truth-range".',
    }),
  )
})
