import { expect, test } from 'vitest'
import {
  filterName,
  keepsFileOrder,
  pixelTypeOf,
  unreadFilter,
} from '../../../../src-main/core/images/hdf5/hdf5-types.ts'

const type = (classNumber: number, size: number, isSigned = false, members?: object) => ({
  classNumber,
  size,
  isSigned,
  isLittleEndian: true,
  ...(members === undefined ? {} : { members: members as Record<string, number> }),
})

test.each([
  [type(0, 1), 'uint8'],
  [type(0, 2, true), 'int16'],
  [type(0, 8), 'uint64'],
  [type(1, 2), 'float16'],
  [type(1, 8), 'float64'],
  [type(4, 1), 'uint8'],
  [type(8, 1, true, { FALSE: 0, TRUE: 1 }), 'bool'],
  [type(8, 1, false, { background: 0, nucleus: 1 }), 'uint8'],
  [type(0, 3), undefined],
  [type(1, 16), undefined],
  [type(3, 4), undefined],
  [type(6, 8), undefined],
])('%j is %s', (stored, expected) => {
  expect(pixelTypeOf(stored)).toBe(expected)
})

test('only enumerations of several bytes keep the byte order of the file', () => {
  expect(keepsFileOrder({ ...type(8, 2), isLittleEndian: false })).toBe(true)
  expect(keepsFileOrder({ ...type(8, 1), isLittleEndian: false })).toBe(false)
  expect(keepsFileOrder({ ...type(0, 2), isLittleEndian: false })).toBe(false)
})

test('filters have names, and those that are not built in are found', () => {
  expect(filterName({ id: 32001, name: '' })).toBe('blosc')
  expect(filterName({ id: 40000, name: 'mine' })).toBe('mine')
  expect(filterName({ id: 40000, name: '' })).toBe('number 40000')
  const dataset = (ids: number[]) => ({
    ...type(0, 1),
    shape: [2, 2],
    chunks: [2, 2],
    filters: ids.map((id) => ({ id, name: '' })),
    isVirtual: false,
  })
  expect(unreadFilter(dataset([2, 1]))).toBeUndefined()
  expect(unreadFilter(dataset([2, 32000]))).toBe('lzf')
})
