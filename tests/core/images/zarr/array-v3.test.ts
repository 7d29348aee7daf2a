import { expect, test } from 'vitest'
import { parseArrayV3 } from '../../../../src-main/core/images/zarr/array-v3.ts'
import type { ArrayMetadata } from '../../../../src-main/core/images/zarr/array-metadata.ts'
import { arrayV3 } from '../../../fixtures/images/write-zarr-store.ts'

const parse = (shape: readonly number[], chunks = shape, more: object = {}): ArrayMetadata => {
  const value = arrayV3(shape, chunks, more)
  return parseArrayV3({ path: 'a.zarr/zarr.json', text: JSON.stringify(value), value })
}

test('shape, type, names and keys', () => {
  const array = parse([7, 8], [3, 4], {
    data_type: 'float32',
    fill_value: 'NaN',
    dimension_names: ['y', null],
  })
  expect(array).toMatchObject({ dtype: 'float32', fill: NaN, dimensionNames: ['y', null] })
  expect(array.keyOf([1, 2])).toBe('c/1/2')
  expect(array.keyOf([])).toBe('c')
})

test.each([
  [{ name: 'default', configuration: { separator: '.' } }, 'c.1.2'],
  [{ name: 'default' }, 'c/1/2'],
  [{ name: 'v2' }, '1.2'],
  [{ name: 'v2', configuration: { separator: '/' } }, '1/2'],
])('chunk keys %j', (chunk_key_encoding, key) => {
  expect(parse([4, 4], [1, 1], { chunk_key_encoding }).keyOf([1, 2])).toBe(key)
})

test('shards: one key holds many chunks', () => {
  const array = parse([8, 8], [4, 8], {
    codecs: [
      {
        name: 'sharding_indexed',
        configuration: {
          chunk_shape: [2, 2],
          codecs: ['bytes', { name: 'gzip', configuration: { level: 1 } }],
          index_codecs: [{ name: 'bytes', configuration: { endian: 'little' } }, 'crc32c'],
        },
      },
    ],
  })
  expect(array).toMatchObject({ keyShape: [4, 8], chunkShape: [2, 2] })
  expect(array.facts).toContainEqual({ name: 'Shards', value: '4 x 8' })
})

test.each([
  ['format-corrupt', { shape: [-5, 5] }],
  ['format-corrupt', { chunk_grid: { name: 'regular', configuration: { chunk_shape: [0, 5] } } }],
  ['format-corrupt', { codecs: [] }],
  ['format-corrupt', { codecs: undefined }],
  ['unsupported-encoding', { data_type: 'complex64' }],
  ['unsupported-encoding', { chunk_grid: { name: 'rectilinear', configuration: {} } }],
  ['unsupported-encoding', { chunk_key_encoding: { name: 'fanout' } }],
  ['unsupported-encoding', { storage_transformers: [{ name: 'x' }] }],
])('%s for %j', (code, more) => {
  expect(() => parse([5, 5], [5, 5], more)).toThrow(expect.objectContaining({ code }) as Error)
})
