import { expect, test } from 'vitest'
import { nodesOf, zipRoot, zipStore } from '../../../../src-main/core/images/zarr/zip-store.ts'
import { openZip } from '../../../../src-main/core/images/zip/open-zip.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { zipOfStore, type StoreFiles } from '../../../fixtures/images/write-zarr-store.ts'

const folder = temporaryFolder()
const open = (files: StoreFiles) => openZip(folder.write('a.zip', zipOfStore(files)))

test.each([
  [{ 'zarr.json': {}, '0/zarr.json': {} }, ''],
  [{ 's.zarr/.zgroup': {}, 's.zarr/0/.zarray': {}, 'note.txt': 'x' }, 's.zarr'],
  [{ 's.zarr/.zgroup': {}, '__MACOSX/s.zarr/.zgroup': 'x' }, 's.zarr'],
  [{ 'a.zarr/.zgroup': {}, 'b.zarr/.zgroup': {} }, ''],
  [{ 'model/rdf.yaml': 'x', 'zarr.json.txt': 'x' }, undefined],
])('the store of %j is at %j', async (files, root) => {
  const archive = await open(files)
  expect(zipRoot(archive)).toBe(root)
  await archive.close()
})

test('keys count from the root of the store', async () => {
  const archive = await open({
    's.zarr/.zgroup': {},
    's.zarr/b/0/.zarray': {},
    's.zarr/a/.zgroup': {},
    's.zarr/b/0/0.0': Uint8Array.of(1, 2, 3),
  })
  expect(nodesOf(archive)).toContain('s.zarr/b/0')
  const store = zipStore(archive, 's.zarr')
  expect(store.path).toBe(`${archive.path}/s.zarr`)
  expect(await store.read('b/0/0.0', 10)).toEqual(Uint8Array.of(1, 2, 3))
  expect(await store.readRange('b/0/0.0', 1, 1)).toEqual(Uint8Array.of(2))
  expect(await store.size('b/0/0.0')).toBe(3)
  expect([await store.has('b/0/0.0'), await store.has('b/0/0.1')]).toEqual([true, false])
  expect(await store.read('b/0/0.1', 10)).toBeUndefined()
  expect(await store.readRange('b/0/0.1', 0, 1)).toBeUndefined()
  expect([
    await store.children(''),
    await store.children('b'),
    await store.children('b/0'),
  ]).toEqual([['a', 'b'], ['0'], []])
  await store.close()
})
