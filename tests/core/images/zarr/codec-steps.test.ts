import { expect, test } from 'vitest'
import { describeCodec, stepsOf } from '../../../../src-main/core/images/zarr/codec-steps.ts'

const steps = (name: string, settings: object = {}) =>
  stepsOf('a.zarr', { name, settings: { ...settings } }, [4, 5])

test('compression needs no settings, rounding nothing at all', () => {
  expect(steps('blosc', { cname: 'lz4' })).toEqual([{ kind: 'blosc' }])
  expect(steps('zstd')).toEqual([{ kind: 'zstd' }])
  expect(steps('bitround', { keepbits: 3 })).toEqual([])
})

test('filters carry their settings', () => {
  const int16 = { dtype: 'int16', littleEndian: true }
  const float32 = { dtype: 'float32', littleEndian: true }
  expect(steps('shuffle', { elementsize: 2 })).toEqual([{ kind: 'unshuffle', elementBytes: 2 }])
  expect(steps('delta', { dtype: '<i2' })).toEqual([{ kind: 'delta', from: int16, to: int16 }])
  expect(steps('fixedscaleoffset', { dtype: '<f4', astype: '<i2', scale: 10, offset: 1 })).toEqual([
    { kind: 'scale', from: int16, to: float32, scale: 10, offset: 1 },
  ])
  expect(steps('quantize', { digits: 2, dtype: '<f4' })).toEqual([])
  expect(steps('astype', { encode_dtype: '<i2', decode_dtype: '<f4' })).toMatchObject([
    { kind: 'scale', scale: 1, offset: 0 },
  ])
  expect(steps('packbits')).toEqual([{ kind: 'unpack-bits', length: 20 }])
})

test.each(['lzma', 'bz2', 'vlen-utf8', 'pcodec', 'zfpy', 'imagecodecs_jpeg2k'])(
  '%s is not read',
  (name) => {
    expect(() => steps(name)).toThrow(
      expect.objectContaining({
        code: 'unsupported-encoding',
        message: expect.stringContaining(name) as string,
      }) as Error,
    )
  },
)

test.each([
  ['shuffle', { elementsize: 0 }],
  ['fixedscaleoffset', { dtype: '<f4', scale: 0, offset: 0 }],
  ['delta', {}],
])('%s with %j is damage', (name, settings) => {
  expect(() => steps(name, settings)).toThrow(
    expect.objectContaining({ code: 'format-corrupt' }) as Error,
  )
})

test('the inner compression of Blosc is told', () => {
  expect(describeCodec({ name: 'blosc', settings: { cname: 'zstd' } })).toBe('blosc (zstd)')
  expect(describeCodec({ name: 'gzip', settings: {} })).toBe('gzip')
})
