import { expect, test } from 'vitest'
import { runsByComponent } from '../../../src-main/core/instances/connected-components.ts'
import { createFloodPiece } from '../../../src-main/core/instances/flood-piece.ts'

/** Every pixel's height is its index; seeds at the pixels named. */
function pieceOf(shape: readonly number[], inside: readonly number[], seeds: readonly number[]) {
  const length = inside.length
  const labels = new Uint32Array(length)
  for (const pixel of seeds) labels[pixel] = 9
  const runs = runsByComponent({ shape, data: Uint8Array.from(inside) }, 'cross')
  const elevation = { shape, data: Float64Array.from({ length }, (_, i) => i) }
  const components = Array.from({ length: runs.first.length - 1 }, (_, component) => component)
  return createFloodPiece(runs, components, elevation, { shape, data: labels })
}

test('numbers the pixels of a piece run by run, with a closed place after each', () => {
  //  ##.
  //  .##
  const piece = pieceOf([2, 3], [1, 1, 0, 0, 1, 1], [1, 4])
  expect(piece.fill(0)).toBe(7)
  expect([...piece.owners]).toEqual([-1, 0, 1, -1, 2, 0, -1])
  // closed places have a height of the piece
  expect([...piece.heights]).toEqual([0, 0, 1, 1, 4, 5, 5])
})

test('knows the neighbours in the rows and planes before and after, 0 where there is none', () => {
  const plane = pieceOf([2, 3], [1, 1, 0, 0, 1, 1], [])
  plane.fill(0)
  // the second pixel of the first row lies above the first of the second
  expect([...plane.inRows]).toEqual([0, 0, 0, 0, 0, 4, 0, 0, 2, 0, 0, 0, 0, 0])
  expect(plane.inPlanes).toBeNull()
  const stack = pieceOf([2, 1, 2], [1, 1, 0, 1], [])
  stack.fill(0)
  expect([...stack.inRows]).toEqual(new Array(12).fill(0))
  expect([...(stack.inPlanes ?? [])]).toEqual([0, 0, 0, 0, 0, 4, 0, 0, 2, 0, 0, 0])
})

test('keeps nothing of the piece before', () => {
  // two bars, the second one row high
  const piece = pieceOf([2, 5], [1, 1, 0, 1, 1, 1, 1, 0, 0, 0], [0, 3])
  expect(piece.fill(0)).toBe(7)
  expect(piece.fill(1)).toBe(4)
  expect([...piece.owners.subarray(0, 4)]).toEqual([-1, 1, 0, -1])
  expect([...piece.inRows.subarray(0, 8)]).toEqual(new Array(8).fill(0))
})

test('writes the label of the owner of each place into its pixel alone', () => {
  const piece = pieceOf([2, 3], [1, 1, 0, 0, 1, 1], [0, 5])
  piece.fill(0)
  piece.owners[2] = 1
  piece.owners[4] = 2
  const data = new Uint32Array(6)
  piece.write(0, [4294967295, 8], data)
  expect([...data]).toEqual([4294967295, 4294967295, 0, 0, 8, 8])
})
