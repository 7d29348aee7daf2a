import { mkdtemp, rm } from 'node:fs/promises'
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
