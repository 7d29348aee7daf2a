import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freezeDataset } from '../../../src-main/core/datasets/freeze-dataset.ts'
import { verifyFrozen } from '../../../src-main/core/datasets/verify-frozen.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-verify-'))
  await writeNpy(join(folder, 'images', 'a.npy'), [1, 3], [7, 8, 9])
  await writeNpy(join(folder, 'gt', 'a.npy'), [1, 3], [1, 0, 2])
})
afterEach(() => rm(folder, { recursive: true }))
const freeze = () => freezeDataset({ folder, task: 'instances' })

test('counts the files when nothing changed', async () => {
  expect(await verifyFrozen(await freeze())).toEqual({ files: 2 })
})

test('names the file and both hashes when one changed', async () => {
  const frozen = await freeze()
  const path = await writeNpy(join(folder, 'gt', 'a.npy'), [1, 3], [1, 0, 3])
  const error: unknown = await verifyFrozen(frozen).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'dataset-changed' })
  expect(String(error)).toContain(path)
  expect(String(error)).toMatch(
    new RegExp(`it was ${frozen.cases[0]?.truth.sha256 ?? ''} and is now sha256:`),
  )
})

test('says that a file is gone, and stops when cancelled', async () => {
  const frozen = await freeze()
  await expect(verifyFrozen(frozen, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  })
  await rm(join(folder, 'images', 'a.npy'))
  await expect(verifyFrozen(frozen)).rejects.toMatchObject({ code: 'file-not-found' })
})

test('a series of a file and a Zarr folder are frozen and held against their files', async () => {
  await mkdir(join(folder, 'z.zarr'))
  await writeFile(
    join(folder, 'z.zarr', '.zarray'),
    JSON.stringify({
      zarr_format: 2,
      shape: [1, 3],
      chunks: [1, 3],
      dtype: '|u1',
      compressor: null,
      fill_value: 0,
      order: 'C',
      filters: null,
    }),
  )
  await writeFile(join(folder, 'z.zarr', '0.0'), Buffer.from([1, 2, 3]))
  await writeFile(
    join(folder, 'dataset.yaml'),
    'formatVersion: 1\ntask: instances\ncases:\n  - { image: z.zarr, truth: "gt/a.npy#series=0" }\n',
  )
  const frozen = await freezeDataset({ folder })
  const [item] = frozen.cases
  expect(item).toMatchObject({ id: 'z', image: { shape: [1, 3], dtype: 'uint8' } })
  expect(item?.truth.path).toBe(join(folder, 'gt', 'a.npy#series=0'))
  expect(item?.objects).toBe(2)
  expect(await verifyFrozen(frozen)).toEqual({ files: 2 })
  await writeFile(join(folder, 'z.zarr', '0.0'), Buffer.from([1, 2, 4]))
  await expect(verifyFrozen(frozen)).rejects.toMatchObject({ code: 'dataset-changed' })
})
