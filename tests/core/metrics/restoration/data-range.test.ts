import { expect, test } from 'vitest'
import { dataRangeOf } from '../../../../src-main/core/metrics/restoration/data-range.ts'

const pixels = Float64Array.of(3, 10, -2)

test('a number is taken as it is', () => {
  expect(dataRangeOf(255, pixels)).toBe(255)
})

test.each([0, -1, NaN, Infinity])('refuses %f', (range) => {
  expect(() => dataRangeOf(range, pixels)).toThrow(
    expect.objectContaining({
      code: 'bad-options',
      message: `The data range must be above 0, not ${range}.`,
    }),
  )
})

test('the range of the truth', () => {
  expect(dataRangeOf('truth-range', pixels)).toBe(12)
})

test.each([
  ['bool', 1],
  ['uint8', 255],
  ['uint16', 65535],
  ['int16', 32767],
  ['int8', 127],
  ['uint32', 4294967295],
] as const)('the largest value of %s is %i', (dtype, largest) => {
  expect(dataRangeOf('dtype-range', pixels, dtype)).toBe(largest)
})

test('a float type has no largest value to measure by', () => {
  expect(() => dataRangeOf('dtype-range', pixels, 'float32')).toThrow('type float32 is not fixed')
  expect(() => dataRangeOf('dtype-range', pixels)).toThrow(
    expect.objectContaining({
      code: 'bad-options',
      message:
        'The data range of type unknown is not fixed; state dataRange as a number or as "truth-range".',
    }),
  )
})
