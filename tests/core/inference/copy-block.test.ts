import { expect, test } from 'vitest'
import { copyBox, gatherBlock } from '../../../src-main/core/inference/copy-block.ts'

test('gathers the named rows and columns', () => {
  const source = Float32Array.from([1, 2, 3, 4, 5, 6])
  const target = new Float32Array(4)
  gatherBlock(
    source,
    [2, 3],
    [
      [1, 0],
      [2, 2],
    ],
    target,
  )
  expect([...target]).toEqual([6, 6, 3, 3])
})

test('copies a box to another place', () => {
  const source = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9])
  const target = new Uint8Array(8)
  copyBox(
    { data: source, shape: [3, 3], start: [1, 1] },
    { data: target, shape: [2, 4], start: [0, 2] },
    [2, 2],
  )
  expect([...target]).toEqual([0, 0, 5, 6, 0, 0, 8, 9])
})

test('copies through three axes', () => {
  const source = Uint8Array.from({ length: 8 }, (_, index) => index)
  const target = new Uint8Array(4)
  copyBox(
    { data: source, shape: [2, 2, 2], start: [0, 1, 0] },
    { data: target, shape: [2, 1, 2], start: [0, 0, 0] },
    [2, 1, 2],
  )
  expect([...target]).toEqual([2, 3, 6, 7])
})

test('mirrored columns before and behind a stretch are gathered one by one', () => {
  const target = new Float32Array(7)
  gatherBlock(Float32Array.from([10, 20, 30]), [1, 3], [[0], [2, 1, 0, 1, 2, 1, 0]], target)
  expect([...target]).toEqual([30, 20, 10, 20, 30, 20, 10])
  const single = new Float32Array(3)
  gatherBlock(Float32Array.from([5]), [1, 1], [[0], [0, 0, 0]], single)
  expect([...single]).toEqual([5, 5, 5])
})
