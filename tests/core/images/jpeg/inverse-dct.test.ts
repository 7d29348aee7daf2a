import { expect, test } from 'vitest'
import { inverseDct } from '../../../../src-main/core/images/jpeg/inverse-dct.ts'
import { createRandom } from '../../../contract/small-dataset.ts'

/** The definition (ITU-T T.81, A.3.3). */
function exact(coefficients: Int32Array, y: number, x: number): number {
  let sum = 0
  for (let v = 0; v < 8; v++)
    for (let u = 0; u < 8; u++)
      sum +=
        (u === 0 ? Math.SQRT1_2 : 1) *
        (v === 0 ? Math.SQRT1_2 : 1) *
        coefficients[8 * v + u]! *
        Math.cos(((2 * x + 1) * u * Math.PI) / 16) *
        Math.cos(((2 * y + 1) * v * Math.PI) / 16)
  return sum / 4
}

test.each([8, 12])('is the definition, rounded, for %i bits', (bits) => {
  const random = createRandom(bits)
  const range = 2 ** (bits - 4)
  for (let trial = 0; trial < 20; trial++) {
    const coefficients = Int32Array.from({ length: 64 }, () => Math.round((random() - 0.5) * range))
    const target = new Uint16Array(10 * 20)
    inverseDct(coefficients, target, 20 + 3, 20, bits)
    for (let y = 0; y < 8; y++)
      for (let x = 0; x < 8; x++) {
        const value = Math.min(2 ** bits - 1, exact(coefficients, y, x) + 2 ** (bits - 1))
        expect(Math.abs(target[(y + 1) * 20 + 3 + x]! - value)).toBeLessThanOrEqual(0.7)
      }
    expect(target.slice(0, 20).every((value) => value === 0)).toBe(true)
  }
})

test('values beyond the range are clamped', () => {
  const target = new Uint8Array(64)
  inverseDct(Int32Array.of(3000, ...new Int32Array(63)), target, 0, 8, 8)
  expect(new Set(target)).toEqual(new Set([255]))
  inverseDct(Int32Array.of(-3000, ...new Int32Array(63)), target, 0, 8, 8)
  expect(new Set(target)).toEqual(new Set([0]))
})
