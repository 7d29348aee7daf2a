import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { imageFacts, truthFacts } from '../../../src-main/core/datasets/file-facts.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-facts-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('gives header, size and hash of an image', async () => {
  const path = await writeNpy(join(folder, 'a.npy'), [2, 3], [1, 2, 3, 4, 5, 6])
  const facts = await imageFacts(path)
  expect(facts.frozen).toMatchObject({ path, shape: [2, 3], axes: 'yx', dtype: 'uint16' })
  expect(facts.frozen.sizeBytes).toBe(128 + 12)
  expect(facts.size).toMatchObject({ height: 2, width: 3, z: 1 })
  expect(facts.problem).toBe(null)
})

test('tells a file that is no image instead of throwing, with its hash', async () => {
  const path = join(folder, 'a.tif')
  await writeFile(path, 'this is not a TIFF file at all')
  const facts = await imageFacts(path)
  expect(facts.problem?.message).toContain(path)
  expect(facts.frozen).toMatchObject({ shape: [], dtype: 'unreadable' })
  expect(facts.frozen.sha256).toMatch(/^sha256:[0-9a-f]{64}$/)
})

test('reads labels for instances and semantic only', async () => {
  const path = await writeNpy(join(folder, 't.npy'), [1, 4], [3, 0, 7, 7])
  expect((await truthFacts(path, 'instances')).labels).toMatchObject({ objects: 2 })
  expect((await truthFacts(path, 'semantic')).labels).toMatchObject({ objects: 2 })
  expect((await truthFacts(path, 'restoration')).labels).toBe(null)
})

test('tells a ground truth of fractions or negative values', async () => {
  const real = await writeNpy(join(folder, 'r.npy'), [1, 2], [0.5, 1], 'float32')
  expect((await truthFacts(real, 'instances')).problem?.code).toBe('not-a-label-image')
  expect((await truthFacts(real, 'restoration')).problem).toBe(null)
  const negative = await writeNpy(join(folder, 'n.npy'), [1, 2], [-1, 1], 'int16')
  expect((await truthFacts(negative, 'instances')).problem?.code).toBe('not-a-label-image')
})
