import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import {
  inMemoryIfSmall,
  piecesOf,
  readerOf,
  readTensor,
} from '../../../src-main/core/inference/tensor-reader.ts'
import { unheldReader } from '../../fixtures/unheld-reader.ts'

const tensor: Tensor = {
  axes: ['y', 'x'],
  shape: [3, 4],
  dtype: 'uint8',
  data: Uint8Array.from({ length: 12 }, (_, index) => index),
}

test('a box is read in C order, into an array of its own', async () => {
  const box = await readerOf(tensor).read({ start: [1, 2], size: [2, 2] })
  expect([...box]).toEqual([6, 7, 10, 11])
  box.fill(0)
  expect(tensor.data[6]).toBe(6)
})

test('pieces are consecutive, cover everything once, and are as small as was asked', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 40 }),
      (shape, most) => {
        const total = shape.reduce((product, size) => product * size, 1)
        const seen: number[] = []
        for (const { start, size } of piecesOf(shape, most)) {
          const count = size.reduce((product, length) => product * length, 1)
          expect(count).toBeLessThanOrEqual(most)
          const first = start.reduce((at, index, axis) => at * shape[axis]! + index, 0)
          for (let i = 0; i < count; i++) seen.push(first + i)
        }
        expect(seen).toEqual(Array.from({ length: total }, (_, index) => index))
      },
    ),
  )
})

test('only what is small is taken into memory', async () => {
  const reader = unheldReader(tensor)
  expect(await inMemoryIfSmall(reader, 11)).toBe(reader)
  expect((await inMemoryIfSmall(reader, 12)).data).toEqual(tensor.data)
  expect(await readTensor(reader)).toEqual(tensor)
})
