import { expect, test } from 'vitest'
import { targetOrNew } from '../../../src-main/core/images/pixel-target.ts'

test('the caller’s array is taken where type and length fit', () => {
  const target = new Uint16Array(6)
  expect(targetOrNew('uint16', 6, 'f', target)).toBe(target)
  const floats = new Float32Array(6)
  expect(targetOrNew('float16', 6, 'f', floats)).toBe(floats)
})

test.each([
  ['uint16', 7],
  ['int16', 6],
  ['float16', 6],
] as const)('another type or length gets an array of its own: %s, %d', (dtype, length) => {
  const target = new Uint16Array(6).fill(9)
  const got = targetOrNew(dtype, length, 'f', target)
  expect(got).not.toBe(target)
  expect([...got]).toEqual(new Array(length).fill(0))
})
