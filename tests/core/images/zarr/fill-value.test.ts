import { expect, test } from 'vitest'
import { parseFillValue } from '../../../../src-main/core/images/zarr/fill-value.ts'
import type { PixelType } from '../../../../src-main/core/images/types.ts'

const parse = (value: unknown, dtype: PixelType, littleEndian = true, text = ''): number | bigint =>
  parseFillValue('a.zarr/.zarray', value, { dtype, littleEndian }, text)

test.each([
  [null, 'uint16', 0],
  [undefined, 'float32', 0],
  [true, 'bool', 1],
  [7, 'uint8', 7],
  [-1, 'int8', -1],
  ['0', 'int8', 0],
  ['12.5', 'float64', 12.5],
  ['NaN', 'float32', NaN],
  ['-Infinity', 'float64', -Infinity],
  ['0x7fc00000', 'float32', NaN],
  ['0x3f800000', 'float32', 1],
  ['0x3c00', 'float16', 1],
  ['AACAPw==', 'float32', 1],
  [0.1, 'float16', 0.0999755859375],
  [1e9, 'float16', Infinity],
  [2 ** -24, 'float16', 2 ** -24],
] as [unknown, PixelType, number][])('%j of type %s is %d', (value, dtype, expected) => {
  expect(parse(value, dtype)).toBe(expected)
})

test('base64 stands in the order of the stored bytes', () => {
  expect(parse('P4AAAA==', 'float32', false)).toBe(1)
})

test('64-bit integers are exact, although the numbers of JSON are not', () => {
  const text = '{"fill_value": 18446744073709551615, "order": "C"}'
  const { fill_value: value } = JSON.parse(text) as { fill_value: number }
  expect(parse(value, 'uint64', true, text)).toBe(2n ** 64n - 1n)
  expect(parse('-9223372036854775808', 'int64')).toBe(-(2n ** 63n))
  expect(parse(5, 'int64')).toBe(5n)
  expect(parse(null, 'uint64')).toBe(0n)
})

test.each([
  [256, 'uint8'],
  [-1, 'uint16'],
  [1.5, 'int32'],
  ['NaN', 'int16'],
  ['text', 'float32'],
  ['0x00', 'float32'],
  [2, 'bool'],
  [2 ** 65, 'uint64'],
  [[1], 'uint8'],
] as [unknown, PixelType][])('%j is none of type %s', (value, dtype) => {
  expect(() => parse(value, dtype)).toThrow(
    expect.objectContaining({ code: 'format-corrupt' }) as Error,
  )
})
