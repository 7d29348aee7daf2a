import { expect, test } from 'vitest'
import { maskPieces } from '../../../src-main/core/instances/mask-pieces.ts'

const pieces = (...data: number[]) =>
  maskPieces({ shape: [2, data.length / 2], data: Uint32Array.from(data) })

test('a label in two places is a mask of two pieces, whatever its number', () => {
  expect(pieces(255, 0, 255, 255, 0, 255)).toBe(2)
  expect(pieces(1, 0, 1, 0, 0, 0)).toBe(2)
})

test('one object is one piece, also where only corners touch', () => {
  expect(pieces(7, 7, 0, 0)).toBe(1)
  expect(pieces(7, 0, 0, 7)).toBe(1)
})

test('several labels are no mask, and an empty image has no pieces', () => {
  expect(pieces(1, 0, 2, 0, 0, 0)).toBe(1)
  expect(pieces(0, 0, 0, 0)).toBe(0)
})
