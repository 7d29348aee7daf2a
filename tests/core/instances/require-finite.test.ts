import { expect, test } from 'vitest'
import { requireFinite } from '../../../src-main/core/instances/require-finite.ts'

test('passes numbers of any size', () => {
  expect(() => requireFinite(Float32Array.of(0, -1e38, 1e38), 'flow')).not.toThrow()
  expect(() => requireFinite(new Float32Array(0), 'flow')).not.toThrow()
})

test.each([NaN, Infinity, -Infinity])('names the first pixel that is %s', (value) => {
  expect(() => requireFinite(Float64Array.of(1, 2, value, NaN), 'flow along y')).toThrow(
    expect.objectContaining({
      code: 'image-not-finite',
      message: expect.stringMatching(/flow along y .* pixel 2/) as string,
    }),
  )
})
