import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { predictionsDigest } from '../../../src-main/core/tools/predictions-digest.ts'

let root = ''
let folder = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-digest-'))
  folder = join(root, 'p')
  await mkdir(folder)
  await writeFile(join(folder, 'a.tif'), 'one')
  await writeFile(join(folder, 'b.tif'), 'two')
})
afterEach(() => rm(root, { recursive: true }))

test('depends on names and bytes of the images, not on the place or on other files', async () => {
  const before = await predictionsDigest(folder)
  expect(before.files).toBe(2)
  await writeFile(join(folder, 'notes.txt'), 'x')
  await rename(folder, join(root, 'q'))
  folder = join(root, 'q')
  expect(await predictionsDigest(folder)).toEqual(before)
  await rename(join(folder, 'b.tif'), join(folder, 'c.tif'))
  expect((await predictionsDigest(folder)).digest).not.toBe(before.digest)
  await rename(join(folder, 'c.tif'), join(folder, 'b.tif'))
  await writeFile(join(folder, 'b.tif'), 'TWO')
  expect((await predictionsDigest(folder)).digest).not.toBe(before.digest)
})

test('refuses a folder without images', async () => {
  await rm(join(folder, 'a.tif'))
  await rm(join(folder, 'b.tif'))
  await expect(predictionsDigest(folder)).rejects.toMatchObject({ code: 'tool-invalid' })
})
