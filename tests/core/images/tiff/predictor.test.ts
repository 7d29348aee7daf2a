import { expect, test } from 'vitest'
import {
  undoFloatingPoint,
  undoHorizontal,
} from '../../../../src-main/core/images/tiff/predictor.ts'

test('adds up differences along each row, per sample, and wraps', () => {
  const gray = Uint8Array.of(10, 5, 251, 1, 2, 3)
  undoHorizontal(gray, 2, 1)
  expect([...gray]).toEqual([10, 15, 10, 1, 3, 6])
  const rgb = Int16Array.of(1, 2, 3, 10, 20, -30)
  undoHorizontal(rgb, 1, 3)
  expect([...rgb]).toEqual([1, 2, 3, 11, 22, -27])
  const wide = BigUint64Array.of(1n, 2n, 3n, 4n)
  undoHorizontal(wide, 2, 1)
  expect([...wide]).toEqual([1n, 3n, 3n, 7n])
})

test('undoes the floating point predictor that the technical note describes', () => {
  const values = Float32Array.of(1.5, -2.25, 1e-20, 3e30)
  const bytes = new Uint8Array(values.buffer)
  const split = Uint8Array.from({ length: 16 }, (_, i) => bytes[(i % 4) * 4 + 3 - (i >> 2)]!)
  const differences = split.map((byte, i) => (i === 0 ? byte : byte - split[i - 1]!))
  const restored = undoFloatingPoint(differences, 1, 1, 4)
  expect(new Float32Array(restored.buffer)).toEqual(values)
})
