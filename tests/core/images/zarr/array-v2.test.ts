import { expect, test } from 'vitest'
import { parseArrayV2 } from '../../../../src-main/core/images/zarr/array-v2.ts'
import type { ArrayMetadata } from '../../../../src-main/core/images/zarr/array-metadata.ts'
import { arrayV2 } from '../../../fixtures/images/write-zarr-store.ts'

const parse = (shape: readonly number[], more: object = {}): ArrayMetadata => {
  const value = arrayV2(shape, more)
  return parseArrayV2({ path: 'a.zarr/.zarray', text: JSON.stringify(value), value })
}

test('shape, type, fill value and keys', () => {
  const array = parse([7, 8], { chunks: [3, 4], dtype: '>u2', fill_value: 9 })
  expect(array).toMatchObject({ shape: [7, 8], chunkShape: [3, 4], dtype: 'uint16', fill: 9 })
  expect(array.keyOf([1, 2])).toBe('1.2')
  expect(parse([7], { dimension_separator: '/' }).keyOf([3])).toBe('3')
  expect(parse([7, 8], { dimension_separator: '/' }).keyOf([1, 0])).toBe('1/0')
  expect(parse([]).keyOf([])).toBe('0')
})

test('codecs are undone from the last to the first, then bytes and axes are put in order', () => {
  const { layout } = parse([2, 3], {
    dtype: '>i4',
    order: 'F',
    filters: [
      { id: 'delta', dtype: '>i4' },
      { id: 'shuffle', elementsize: 4 },
    ],
    compressor: { id: 'blosc', cname: 'lz4' },
  })
  expect(layout.steps.map(({ step }) => step.kind)).toEqual([
    'blosc',
    'unshuffle',
    'delta',
    'swap',
    'transpose',
  ])
})

test.each([
  ['a negative size', { shape: [-1, 5] }],
  ['a size that is no whole number', { shape: [1.5, 5] }],
  ['a size beyond all numbers', { shape: [1e300, 5] }],
  ['an empty chunk', { chunks: [0, 5] }],
  ['chunks of other axes', { chunks: [5] }],
  ['no chunks', { chunks: undefined }],
  ['another order', { order: 'K' }],
  ['another separator', { dimension_separator: '..' }],
  ['another version', { zarr_format: 1 }],
  ['a codec without a name', { compressor: {} }],
])('%s is damage', (_, more) => {
  expect(() => parse([5, 5], more)).toThrow(
    expect.objectContaining({ code: 'format-corrupt' }) as Error,
  )
})
