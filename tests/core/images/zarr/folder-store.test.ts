import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFolderStore, requireSize } from '../../../../src-main/core/images/zarr/folder-store.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { writeZarrStore } from '../../../fixtures/images/write-zarr-store.ts'

const folder = temporaryFolder()
const root = writeZarrStore(join(folder.path, 's.zarr'), {
  'zarr.json': {},
  'b/c/0/0': Uint8Array.of(1, 2, 3, 4),
  'a/zarr.json': {},
})
folder.write('secret', 'x')

test('values, parts and sizes; what is absent is undefined', async () => {
  const store = await openFolderStore(root)
  expect(await store.read('b/c/0/0', 10)).toEqual(Uint8Array.of(1, 2, 3, 4))
  expect(await store.readRange('b/c/0/0', 1, 2)).toEqual(Uint8Array.of(2, 3))
  expect(await store.size('b/c/0/0')).toBe(4)
  expect([await store.has('b/c/0/0'), await store.has('b/c/0/1')]).toEqual([true, false])
  expect(await store.read('b/c/0/1', 10)).toBeUndefined()
  expect(await store.read('x/y/z', 10)).toBeUndefined()
  expect(await store.read('b/c', 10)).toBeUndefined()
  expect(await store.readRange('x', 0, 1)).toBeUndefined()
  expect(await store.children('')).toEqual(['a', 'b'])
  expect(await store.children('x')).toEqual([])
  await store.close()
})

test('a value above the limit and a part beyond the end are errors', async () => {
  const store = await openFolderStore(root)
  await expect(store.read('b/c/0/0', 3)).rejects.toMatchObject({ code: 'file-too-large' })
  await expect(store.readRange('b/c/0/0', 2, 3)).rejects.toMatchObject({ code: 'file-truncated' })
  await store.close()
  expect(() => requireSize('a', 5, 5)).not.toThrow()
})

test('more files than may be open are read all the same', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`c/${i}`, Uint8Array.of(i)]),
  )
  const store = await openFolderStore(writeZarrStore(join(folder.path, 'many'), files))
  const read = Array.from({ length: 60 }, (_, i) => store.readRange(`c/${i}`, 0, 1))
  expect((await Promise.all(read)).map((bytes) => bytes?.[0])).toEqual(
    Array.from({ length: 60 }, (_, i) => i),
  )
  await store.close()
})

test.skipIf(process.platform === 'win32')(
  'links that leave the store are refused, others followed',
  async () => {
    mkdirSync(join(root, 'links'), { recursive: true })
    symlinkSync(join(folder.path, 'secret'), join(root, 'links', 'out'))
    symlinkSync(folder.path, join(root, 'links', 'up'))
    symlinkSync(join(root, 'b'), join(root, 'links', 'in'))
    symlinkSync(join(root, 'gone'), join(root, 'links', 'gone'))
    const store = await openFolderStore(root)
    const refused = { code: 'not-allowed' }
    await expect(store.read('links/out', 10)).rejects.toMatchObject(refused)
    await expect(store.readRange('links/out', 0, 1)).rejects.toMatchObject(refused)
    await expect(store.read('links/up/secret', 10)).rejects.toMatchObject(refused)
    await expect(store.children('links/up')).rejects.toMatchObject(refused)
    expect(await store.read('links/in/c/0/0', 10)).toHaveLength(4)
    expect(await store.read('links/gone', 10)).toBeUndefined()
    await store.close()
  },
)

test('a folder that is not there', async () => {
  await expect(openFolderStore(join(folder.path, 'none'))).rejects.toMatchObject({
    code: 'file-not-found',
  })
})
