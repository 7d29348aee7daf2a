import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { digestOfFile } from '../../../src-main/core/images/file-digest.ts'
import { digestOfImage } from '../../../src-main/core/images/image-digest.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const shaOf = async (reference: string): Promise<string> => (await digestOfImage(reference)).sha256

test('one file has the hash of its bytes', async () => {
  const path = folder.write('one.bin', 'abc')
  expect(await digestOfImage(path)).toEqual({ sha256: await digestOfFile(path), sizeBytes: 3 })
})

test('series and places inside one file have hashes of their own', async () => {
  const path = folder.write('many.h5', 'abc')
  const all = [path, `${path}#series=1`, `${path}#series=2`, join(path, 'raw'), join(path, 'label')]
  expect(new Set(await Promise.all(all.map(shaOf))).size).toBe(all.length)
})

test('a folder’s hash depends on names and bytes, not on where it lies', async () => {
  const store = join(folder.path, 'a.zarr')
  mkdirSync(join(store, '0'), { recursive: true })
  folder.write('a.zarr/.zgroup', '{}')
  folder.write('a.zarr/0/0.0', 'pixels')
  const first = await digestOfImage(store)
  expect(first.sizeBytes).toBe(8)
  cpSync(store, join(folder.path, 'copy.zarr'), { recursive: true })
  expect(await shaOf(join(folder.path, 'copy.zarr'))).toBe(first.sha256)
  folder.write('copy.zarr/0/0.1', '')
  expect(await shaOf(join(folder.path, 'copy.zarr'))).not.toBe(first.sha256)
  folder.write('a.zarr/0/0.0', 'Pixels')
  expect(await shaOf(store)).not.toBe(first.sha256)
})

test('a numbered series is hashed over its members', async () => {
  for (const n of [1, 2, 3]) folder.write(`s_${n}.tif`, `image ${n}`)
  const before = await shaOf(join(folder.path, 's_*.tif'))
  folder.write('other.tif', 'x')
  expect(await shaOf(join(folder.path, 's_*.tif'))).toBe(before)
  folder.write('s_4.tif', 'image 4')
  expect(await shaOf(join(folder.path, 's_*.tif'))).not.toBe(before)
})
