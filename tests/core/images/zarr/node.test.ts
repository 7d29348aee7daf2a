import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFolderStore } from '../../../../src-main/core/images/zarr/folder-store.ts'
import {
  omeAttributes,
  parseArray,
  readNode,
  recordOf,
  type ZarrNode,
} from '../../../../src-main/core/images/zarr/node.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import {
  arrayV2,
  arrayV3,
  groupV3,
  writeZarrStore,
} from '../../../fixtures/images/write-zarr-store.ts'

const folder = temporaryFolder()
const root = writeZarrStore(join(folder.path, 's.zarr'), {
  'v3/zarr.json': groupV3({ version: '0.5' }),
  'v3/0/zarr.json': arrayV3([4, 4]),
  'v2/.zgroup': { zarr_format: 2 },
  'v2/.zattrs': { multiscales: [] },
  'v2/0/.zarray': arrayV2([4, 4]),
  'bare/.zattrs': { a: 1 },
  'odd/zarr.json': { zarr_format: 3, node_type: 'table' },
  'text/.zarray': 'II*',
})

async function node(key: string): Promise<ZarrNode | undefined> {
  const store = await openFolderStore(root)
  return readNode(store, key).finally(() => store.close())
}

test('groups and arrays of both versions', async () => {
  expect(await node('v3')).toMatchObject({ kind: 'group', zarrFormat: 3 })
  expect(await node('v3/0')).toMatchObject({ kind: 'array', zarrFormat: 3 })
  expect(await node('v2')).toMatchObject({ kind: 'group', attributes: { multiscales: [] } })
  expect(await node('bare')).toMatchObject({ kind: 'group', attributes: { a: 1 } })
  expect(await node('none')).toBeUndefined()
  expect(parseArray((await node('v3/0'))!).zarrFormat).toBe(3)
  expect(parseArray((await node('v2/0'))!).zarrFormat).toBe(2)
})

test('a document that is no node is damage', async () => {
  await expect(node('odd')).rejects.toMatchObject({ code: 'format-corrupt' })
  await expect(node('text')).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringContaining('text/.zarray') as string,
  })
})

test('what OME-Zarr adds stands under ome since 0.5', async () => {
  expect(omeAttributes((await node('v3'))!)).toEqual({ version: '0.5' })
  expect(omeAttributes((await node('v2'))!)).toEqual({ multiscales: [] })
  expect([recordOf([1]), recordOf(null), recordOf({ a: 1 })]).toEqual([{}, {}, { a: 1 }])
})
