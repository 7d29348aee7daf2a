import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFolderStore } from '../../../../src-main/core/images/zarr/folder-store.ts'
import { readNode } from '../../../../src-main/core/images/zarr/node.ts'
import { walkGroup } from '../../../../src-main/core/images/zarr/walk-group.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import {
  arrayV2,
  arrayV3,
  groupV3,
  multiscale,
  writeZarrStore,
  type StoreFiles,
} from '../../../fixtures/images/write-zarr-store.ts'

const folder = temporaryFolder()
let stores = 0

async function walk(files: StoreFiles): Promise<{ keys: string[]; warnings: readonly string[] }> {
  const store = await openFolderStore(writeZarrStore(join(folder.path, `s${stores++}`), files))
  const { nodes, warnings } = await walkGroup(store, (await readNode(store, ''))!)
  return { keys: nodes.map(({ key }) => key), warnings }
}

test('arrays at any depth, in the order of their keys, images as a whole', async () => {
  const { keys } = await walk({
    'zarr.json': groupV3(),
    'b/zarr.json': groupV3(),
    'b/raw/zarr.json': arrayV3([2, 2]),
    'a/zarr.json': arrayV3([2, 2]),
    'a/c/0/0': 'x',
    'plain/folder/zarr.json': arrayV3([2, 2]),
    'img/zarr.json': groupV3({ multiscales: [multiscale('yx', { 0: [1, 1] })] }),
    'img/0/zarr.json': arrayV3([2, 2]),
  })
  expect(keys).toEqual(['a', 'b/raw', 'img', 'plain/folder'])
})

test('arrays that the metadata name and that are gone are counted', async () => {
  const listed = { metadata: { a: arrayV3([2]), gone: arrayV3([2]), g: groupV3() } }
  const { keys, warnings } = await walk({
    'zarr.json': groupV3(undefined, { consolidated_metadata: listed }),
    'a/zarr.json': arrayV3([2]),
  })
  expect(keys).toEqual(['a'])
  expect(warnings).toEqual(['1 array of the 2 that the metadata name are gone, gone for instance.'])
})

test('nothing but names is an error that tells one', async () => {
  const files = { '.zgroup': {}, '.zmetadata': { metadata: { 'raw/.zarray': arrayV2([2]) } } }
  await expect(walk(files)).rejects.toMatchObject({
    code: 'file-not-found',
    message: expect.stringContaining('the array raw') as string,
  })
})
