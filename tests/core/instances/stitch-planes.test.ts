import { expect, test } from 'vitest'
import { stitchPlanes } from '../../../src-main/core/instances/stitch-planes.ts'

function stack(...planes: readonly string[][]) {
  const [height, width] = [planes[0]!.length, planes[0]![0]!.length]
  const data = Uint32Array.from(planes.flat().join(''), Number)
  return { shape: [planes.length, height, width], data }
}
const rows = (data: Uint32Array, width: number): string[] =>
  Array.from({ length: data.length / width }, (_, row) =>
    [...data.subarray(row * width, (row + 1) * width)].join(''),
  )

test('objects that overlap enough go on with their id, others get a new one', () => {
  // in the second plane: 3 covers two thirds of 1 (IoU 2/3), 4 a quarter of 2 and beyond (IoU 1/7)
  const stitched = stitchPlanes(stack(['111022220'], ['330000044'], ['000000055']), 0.5)
  expect(rows(stitched.data, 9)).toEqual(['111022220', '110000033', '000000033'])
})

test('an id goes to the best match only', () => {
  const stitched = stitchPlanes(stack(['11111'], ['22233']), 0.25)
  expect(rows(stitched.data, 5)).toEqual(['11111', '11122'])
})

test('an empty plane ends all objects', () => {
  const stitched = stitchPlanes(stack(['110'], ['000'], ['110']), 0.25)
  expect(rows(stitched.data, 3)).toEqual(['110', '000', '220'])
})
