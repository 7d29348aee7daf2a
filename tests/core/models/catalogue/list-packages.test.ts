import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPackages } from '../../../../src-main/core/models/catalogue/list-packages.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-packages-'))
  for (const path of [
    'unet/rdf.yaml',
    'unet/inner/rdf.yaml',
    'group/a/bioimageio.yaml',
    'group/b/my.model.yaml',
    'group/b.zip',
    'one.yaml',
    '.hidden/rdf.yaml',
    '__MACOSX/rdf.yaml',
    'too/deep/for/this/rdf.yaml',
    'notes.txt',
  ]) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), '')
  }
  await symlink(folder, join(folder, 'circle'))
})
afterAll(() => rm(folder, { recursive: true }))

test('finds folders, zips and descriptions, and looks into no package and no link', async () => {
  expect((await listPackages(folder)).map(({ id, kind }) => `${kind} ${id}`)).toEqual([
    'folder group/a',
    'folder group/b',
    'zip group/b.zip',
    'description one.yaml',
    'folder unet',
  ])
})

test('a folder that is not there holds nothing', async () => {
  expect(await listPackages(join(folder, 'none'))).toEqual([])
})
