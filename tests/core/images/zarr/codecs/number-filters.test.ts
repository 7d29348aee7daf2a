import { expect, test } from 'vitest'
import {
  undoDelta,
  undoScale,
} from '../../../../../src-main/core/images/zarr/codecs/number-filters.ts'
import type { PixelType } from '../../../../../src-main/core/images/types.ts'

const type = (dtype: PixelType, littleEndian = true) => ({ dtype, littleEndian })
const bytes = (values: ArrayBufferView): Uint8Array => new Uint8Array(values.buffer as ArrayBuffer)

test('differences are summed up and wrap around', () => {
  const out = undoDelta(Uint8Array.of(250, 3, 4, 255), type('uint8'), type('uint8'))
  expect([...out]).toEqual([250, 253, 1, 0])
})

test('64-bit sums are exact and wrap around', () => {
  const steps = BigUint64Array.of(2n ** 64n - 2n, 1n, 5n)
  const out = undoDelta(bytes(steps), type('uint64'), type('uint64'))
  expect([...new BigUint64Array(out.buffer as ArrayBuffer)]).toEqual([
    2n ** 64n - 2n,
    2n ** 64n - 1n,
    4n,
  ])
})

test('differences in a smaller type and in the other byte order', () => {
  const out = undoDelta(Uint8Array.of(1, 0, 255, 255), type('int16', false), type('int32'))
  expect([...new Int32Array(out.buffer as ArrayBuffer)]).toEqual([256, 255])
})

test('scaled values: divided, then moved; whole numbers are cut, not rounded', () => {
  const out = undoScale(bytes(Int16Array.of(10, 25)), type('int16'), type('float32'), 10, 1000)
  expect([...new Float32Array(out.buffer as ArrayBuffer)]).toEqual([1001, 1002.5])
  const whole = undoScale(bytes(Int16Array.of(19, -19)), type('int16'), type('int64', false), 10, 0)
  expect([...whole]).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 255, 255, 255, 255, 255, 255, 255, 255])
})
