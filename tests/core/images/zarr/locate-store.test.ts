import { join } from 'node:path'
import { expect, test } from 'vitest'
import { locateStore } from '../../../../src-main/core/images/zarr/locate-store.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { writeZarrStore, zipOfStore } from '../../../fixtures/images/write-zarr-store.ts'

const folder = temporaryFolder()
const root = writeZarrStore(join(folder.path, 's.zarr'), {
  'zarr.json': {},
  'A/zarr.json': {},
  'A/0/zarr.json': {},
  'A/0/c/0': 'x',
})
const zip = folder.write(
  's.zarr.zip',
  zipOfStore({ 'in.zarr/.zgroup': {}, 'in.zarr/0/.zarray': {} }),
)
folder.write('other.zip', zipOfStore({ 'model/rdf.yaml': 'x' }))
folder.write('image.tif', 'II*')

async function locate(path: string): Promise<readonly [string, string] | undefined> {
  const found = await locateStore(path)
  await found?.store.close()
  return found && [found.store.path, found.key]
}

test.each([
  ['', ''],
  ['/', ''],
  ['/A', 'A'],
  ['/A/0', 'A/0'],
  ['/A/0/zarr.json', 'A/0'],
  ['/B/7', 'B/7'],
])('%j lies in the folder', async (inner, key) => {
  expect(await locate(root + inner)).toEqual([root, key])
})

test.each([
  ['', ''],
  ['/0', '0'],
  ['/in.zarr', ''],
  ['/in.zarr/0', '0'],
])('%j lies in the zip', async (inner, key) => {
  expect(await locate(zip + inner)).toEqual([`${zip}/in.zarr`, key])
})

test.each(['', '/image.tif', '/other.zip', '/none/at/all', '/image.tif/0', '/s.zarr/A/0/c'])(
  '%j has nothing to do with Zarr',
  async (inner) => {
    expect(await locate(folder.path + inner)).toBeUndefined()
  },
)
