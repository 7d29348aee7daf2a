import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describePredictions } from '../../../src-main/core/tools/describe-predictions.ts'
import { predictionsDigest } from '../../../src-main/core/tools/predictions-digest.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

test('a bare folder is the digest of its files, and nothing is made up about it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-predictions-'))
  await writeNpy(join(folder, 'a.npy'), [1, 1], [1])
  const tool = { folder, file: null, stated: null }
  const described = await describePredictions(`predictions:${folder}`, tool, 'instances')
  expect(described).toMatchObject({ version: 'not stated', licence: null, cannotRun: null })
  expect(described.digest).toBe((await predictionsDigest(folder)).digest)
  expect(described.summary).toBe('1 prediction made by another program, imported as they are.')
  await rm(folder, { recursive: true })
})
