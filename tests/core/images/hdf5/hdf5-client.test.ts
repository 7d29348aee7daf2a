import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askHdf5 } from '../../../../src-main/core/images/hdf5/hdf5-client.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { writeHdf5 } from '../../../fixtures/images/write-hdf5.ts'

const folder = temporaryFolder()
const good = await writeHdf5(join(folder.path, 'good.h5'), {
  image: { shape: [2, 2], data: Uint8Array.of(1, 2, 3, 4) },
})

test('questions of several files at once are answered each', async () => {
  const [first, second] = await Promise.all([
    askHdf5(good, { kind: 'children', group: '/' }),
    askHdf5(good, { kind: 'read', dataset: 'image', offset: [1, 0], count: [1, 2], bytes: 2 }),
  ])
  expect(first.children).toEqual([{ name: 'image', kind: 'dataset' }])
  expect([...new Uint8Array(second)]).toEqual([3, 4])
})

test('a question that breaks the library gets an error, and the next one an answer', async () => {
  const missing = askHdf5(good, { kind: 'dataset', dataset: 'none' })
  await expect(missing).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringMatching(/good\.h5: \/none cannot be read/) as string,
  })
  expect((await askHdf5(good, { kind: 'children', group: '/' })).total).toBe(1)
})

test('a file that was cut off says so with both sizes', async () => {
  const bytes = readFileSync(good)
  const path = folder.write('cut.h5', bytes.subarray(0, bytes.length - 100))
  await expect(askHdf5(path, { kind: 'children', group: '/' })).rejects.toMatchObject({
    code: 'file-truncated',
    details: { neededBytes: bytes.length, sizeBytes: bytes.length - 100 },
  })
})

test('every byte changed at random gives an answer or one of our errors, soon', async () => {
  const bytes = readFileSync(good)
  let state = 3
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  for (let round = 0; round < 60; round++) {
    const copy = Buffer.from(bytes)
    for (let i = 0; i < 4; i++) copy[random(copy.length)] = random(256)
    const path = folder.write(`bad-${round}.h5`, copy)
    try {
      await askHdf5(path, { kind: 'children', group: '/' })
      await askHdf5(path, { kind: 'dataset', dataset: 'image' })
      const block = { offset: [0, 0], count: [2, 2], bytes: 4 }
      await askHdf5(path, { kind: 'read', dataset: 'image', ...block })
    } catch (error) {
      expect(error, copy.toString('hex')).toMatchObject({ name: 'TouchstoneError' })
    }
  }
}, 60_000)
