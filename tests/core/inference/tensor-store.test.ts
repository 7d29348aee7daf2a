import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTensorStore } from '../../../src-main/core/inference/tensor-store.ts'
import { readTensor } from '../../../src-main/core/inference/tensor-reader.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-store-'))
})
afterAll(() => rm(folder, { recursive: true }))

const tensor = { axes: ['channel', 'y', 'x'], shape: [2, 3, 4], dtype: 'float32' } as const
const source = {
  data: Float32Array.from([1, 2, 3, 4, 5, 6]),
  shape: [1, 2, 3],
  start: [0, 0, 1],
}

test.each([
  ['in memory', 24],
  ['in a file', 23],
])('what is written %s is read again, the rest is 0', async (_, mostInMemory) => {
  const store = await createTensorStore(tensor, { folder: join(folder, 'under-way'), mostInMemory })
  store.write(source, [1, 1, 2], [1, 2, 2])
  const whole = await readTensor(store)
  expect(whole.shape).toEqual([2, 3, 4])
  const expected = new Float32Array(24)
  expected.set([2, 3], 18)
  expected.set([5, 6], 22)
  expect(whole.data).toEqual(expected)
  expect([...(await store.read({ start: [1, 1, 1], size: [1, 2, 2] }))]).toEqual([0, 2, 0, 5])
  store.close()
})

test.skipIf(process.platform === 'win32')(
  'the file of a large output has no name, so that a killed process leaves nothing',
  async () => {
    const inside = join(folder, 'nameless')
    const store = await createTensorStore(tensor, { folder: inside, mostInMemory: 0 })
    store.write(source, [0, 0, 0], [1, 1, 1])
    expect(await readdir(inside)).toEqual([])
    store.close()
  },
)

test('a place that cannot be written is told with its reason', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, '')
  await expect(createTensorStore(tensor, { folder: file, mostInMemory: 0 })).rejects.toThrow()
})
