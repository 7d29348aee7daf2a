import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { addWeighted, cutOut, outputPart } from '../../../src-main/core/inference/place-tile.ts'
import { createTensorStore } from '../../../src-main/core/inference/tensor-store.ts'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'

const axisOf = (numerator: number, denominator: number, marginPx = 0) => ({
  axis: 'x',
  factor: { numerator, denominator },
  marginPx,
  offset: -2 * marginPx,
})
const span = { start: 8, from: 12, to: 20 }
const partOf = (axis: ReturnType<typeof axisOf>) => outputPart([3, 99], [null, axis], () => span)

test('the part of an output follows the factor and the margin of the network', () => {
  expect(partOf(axisOf(1, 1))).toEqual({ sourceStart: [0, 4], targetStart: [0, 12], size: [3, 8] })
  expect(partOf(axisOf(2, 1))).toEqual({ sourceStart: [0, 8], targetStart: [0, 24], size: [3, 16] })
  expect(partOf(axisOf(1, 4))).toEqual({ sourceStart: [0, 1], targetStart: [0, 3], size: [3, 2] })
  expect(partOf(axisOf(1, 1, 3)).sourceStart).toEqual([0, 1])
})

const tile: Tensor = {
  axes: ['c', 'x'],
  shape: [1, 4],
  dtype: 'float32',
  data: Float32Array.from([1, 2, 3, 4]),
}
const part = { sourceStart: [0, 1], targetStart: [0, 2], size: [1, 2] }

test('what is used of a tile is cut out, or added with its weights', async () => {
  const cut = cutOut(tile, part)
  expect(cut).toMatchObject({ shape: [1, 2], data: Float32Array.of(2, 3) })
  expect(cut.data.buffer).not.toBe(tile.data.buffer)
  const store = await createTensorStore(
    { axes: ['c', 'x'], shape: [1, 5], dtype: 'float32' },
    { folder: tmpdir() },
  )
  store.write({ ...cut, start: [0, 0] }, part.targetStart, part.size)
  expect([...store.data!]).toEqual([0, 0, 2, 3, 0])
  const weights = [null, { weights: Float64Array.from([0.5, 0.25]) }]
  await addWeighted(cut, part.targetStart, weights, store)
  expect([...store.data!]).toEqual([0, 0, 3, 3.75, 0])
})
