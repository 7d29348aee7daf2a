import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFolderStore } from '../../../../src-main/core/images/zarr/folder-store.ts'
import type { Plate } from '../../../../src-main/core/images/zarr/ome-metadata.ts'
import { listPlate, wellFields } from '../../../../src-main/core/images/zarr/plate-wells.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { writeZarrStore } from '../../../fixtures/images/write-zarr-store.ts'

const folder = temporaryFolder()
const well = (...paths: string[]) => ({ well: { images: paths.map((path) => ({ path })) } })
const store = await openFolderStore(
  writeZarrStore(join(folder.path, 'p.zarr'), {
    'A/1/.zattrs': well('0', '1'),
    'B/2/.zattrs': well('0'),
    'C/1/.zattrs': well(),
  }),
)
const plate: Plate = {
  rows: [{ name: 'Row A' }, { name: 'B' }],
  columns: [{ name: '1' }, { name: '2' }],
  wells: [
    { path: 'A/1', rowIndex: 0, columnIndex: 0 },
    { path: 'B/2', rowIndex: 1, columnIndex: 1 },
  ],
}

test('every field of every well, in the order of the plate', async () => {
  const { entries, warnings } = await listPlate(store, '', plate)
  expect(entries.map(({ info }) => info.well)).toEqual([
    { row: 'Row A', column: '1', field: 0 },
    { row: 'Row A', column: '1', field: 1 },
    { row: 'B', column: '2', field: 0 },
  ])
  expect(await Promise.all(entries.map((entry) => entry.locate()))).toEqual([
    'A/1/0',
    'A/1/1',
    'B/2/0',
  ])
  expect(warnings).toEqual([])
})

test('one field in each well: wells are read when they are opened', async () => {
  const wells = [...plate.wells, { path: 'Z/9' }, { path: 'C/1' }]
  const { entries } = await listPlate(store, '', { ...plate, wells, field_count: 1 })
  expect(entries.map(({ info }) => info.name)).toEqual([
    'Row A1 field 1',
    'B2 field 1',
    'Z9 field 1',
    'C1 field 1',
  ])
  expect(await entries[1]!.locate()).toBe('B/2/0')
  for (const gone of entries.slice(2)) {
    await expect(gone.locate()).rejects.toMatchObject({ code: 'file-not-found' })
  }
})

test('wells that are gone are counted, and a plate without any is an error', async () => {
  const wells = [...plate.wells, { path: 'Z/9' }]
  const { entries, warnings } = await listPlate(store, '', { ...plate, wells })
  expect(entries).toHaveLength(3)
  expect(warnings).toEqual(['1 well of the 3 that the plate names are gone, Z/9 for instance.'])
  await expect(listPlate(store, '', { wells: [{ path: 'Z/9' }] })).rejects.toMatchObject({
    code: 'file-not-found',
    message: expect.stringContaining('Z/9') as string,
  })
})

test('paths that lead out are refused', async () => {
  const wells = [{ path: '../other' }]
  await expect(listPlate(store, '', { wells })).rejects.toMatchObject({ code: 'not-allowed' })
  expect(() => wellFields(store, 'A/1', ['../../x'])).toThrow(
    expect.objectContaining({ code: 'not-allowed' }) as Error,
  )
})

test('a well opened by its own path is named by it', () => {
  expect(wellFields(store, 'A/1', ['0'])[0]!.info.well).toEqual({ row: 'A', column: '1', field: 0 })
})
