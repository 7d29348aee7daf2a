import { expect, test } from 'vitest'
import {
  parseAnyType,
  parseDataType,
  parseNumpyType,
} from '../../../../src-main/core/images/zarr/data-type.ts'

test.each([
  ['|b1', 'bool', true],
  ['|u1', 'uint8', true],
  ['<i2', 'int16', true],
  ['>u4', 'uint32', false],
  ['>i8', 'int64', false],
  ['<f2', 'float16', true],
  ['>f8', 'float64', false],
])('NumPy calls it %s', (name, dtype, littleEndian) => {
  expect(parseNumpyType('a', name)).toEqual({ dtype, littleEndian })
})

test.each([
  '<c8',
  '|S7',
  '<U13',
  '|O',
  '<M8[ns]',
  '<f16',
  '|b2',
  '<i3',
  'u1',
  null,
  [['r', '|u1']],
])('%j is not read', (name) => {
  const unsupported = expect.objectContaining({ code: 'unsupported-encoding' }) as Error
  expect(() => parseNumpyType('a', name)).toThrow(unsupported)
  expect(() => parseDataType('a', name)).toThrow(unsupported)
})

test('Zarr 3 names them without the order of bytes', () => {
  expect(parseDataType('a', 'float16')).toBe('float16')
  expect(() => parseDataType('a', 'complex64')).toThrow('"complex64"')
  expect(() => parseDataType('a', { name: 'struct' })).toThrow('a structure')
})

test('settings of codecs may spell types in either way', () => {
  expect(parseAnyType('a', 'int32')).toEqual({ dtype: 'int32', littleEndian: true })
  expect(parseAnyType('a', '>i4')).toEqual({ dtype: 'int32', littleEndian: false })
})
