import { expect, test } from 'vitest'
import { readBlock } from '../../../src-main/core/inference/read-block.ts'
import { readerOf } from '../../../src-main/core/inference/tensor-reader.ts'
import { unheldReader } from '../../fixtures/unheld-reader.ts'

const tensor = {
  axes: ['y', 'x'],
  shape: [3, 4],
  dtype: 'float32',
  data: Float32Array.from({ length: 12 }, (_, index) => index),
} as const
const whole = readerOf(tensor)

test('a block beyond the edges is mirrored, whether the tensor is in memory or not', async () => {
  const elsewhere = unheldReader(tensor)
  const blocks = [new Float32Array(20), new Float32Array(20)]
  await readBlock(whole, [-1, -2], [4, 5], blocks[0]!)
  await readBlock(elsewhere, [-1, -2], [4, 5], blocks[1]!)
  const rows = [1, 0, 1, 2].flatMap((y) => [2, 1, 0, 1, 2].map((x) => y * 4 + x))
  expect([...blocks[0]!]).toEqual(rows)
  expect(blocks[1]).toEqual(blocks[0])
})

test('only the part inside the tensor is asked for', async () => {
  const asked: unknown[] = []
  const elsewhere = unheldReader(tensor)
  const watched = {
    ...elsewhere,
    read(box: Parameters<typeof whole.read>[0]) {
      asked.push(box)
      return elsewhere.read(box)
    },
  }
  await readBlock(watched, [2, 3], [2, 2], new Float32Array(4))
  expect(asked).toEqual([{ start: [1, 2], size: [2, 2] }])
})
