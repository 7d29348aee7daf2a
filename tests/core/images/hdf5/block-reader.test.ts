import { join } from 'node:path'
import { expect, test } from 'vitest'
import { arrayByName } from '../../../../src-main/core/images/hdf5/arrays.ts'
import { createBlockReader } from '../../../../src-main/core/images/hdf5/block-reader.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { writeHdf5 } from '../../../fixtures/images/write-hdf5.ts'

const folder = temporaryFolder()
const path = await writeHdf5(join(folder.path, 'a.h5'), {
  image: {
    shape: [4, 3, 5],
    data: Uint8Array.from({ length: 60 }, (_, i) => i),
    chunks: [2, 3, 5],
    gzip: 1,
  },
})
const image = await (await arrayByName(path, 'image'))!.open()
const part = await image.part(0, [])

test('a block comes in the order of the dataset', async () => {
  const block = { offset: [1, 1, 2], count: [2, 1, 2] }
  expect([...(await createBlockReader(path, image).read(part, block))]).toEqual([22, 23, 37, 38])
})

test('a rectangle of a plane is cut out of chunks that hold several', async () => {
  const reader = createBlockReader(path, image)
  const target = new Uint8Array(6)
  for (const z of [2, 3]) {
    const first = { offset: [z, 0, 0], count: [1, 1, 1] }
    await reader.copyRectangle(part, first, { y: 1, x: 3, height: 2, width: 2 }, target, 1)
    const corner = z * 15 + 5 + 3
    expect([...target]).toEqual([0, corner, corner + 1, corner + 5, corner + 6, 0])
  }
})

test('a filter that is not built in is named', async () => {
  const dataset = { ...part.dataset, filters: [{ id: 32001, name: '' }] }
  const block = { offset: [0, 0, 0], count: [1, 1, 1] }
  const reading = createBlockReader(path, image).read({ ...part, dataset }, block)
  await expect(reading).rejects.toMatchObject({
    code: 'unsupported-encoding',
    message: expect.stringMatching(/filter blosc/) as string,
  })
})
