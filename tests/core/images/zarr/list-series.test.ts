import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFolderStore } from '../../../../src-main/core/images/zarr/folder-store.ts'
import { listSeries } from '../../../../src-main/core/images/zarr/list-series.ts'
import { readNode } from '../../../../src-main/core/images/zarr/node.ts'
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
const image = (name?: string) => ({ multiscales: [multiscale('yx', { 0: [1, 1] }, { name })] })

async function list(files: StoreFiles, key = '') {
  const store = await openFolderStore(writeZarrStore(join(folder.path, `s${stores++}`), files))
  const { entries, warnings } = await listSeries(store, (await readNode(store, key))!)
  const keys = await Promise.all(entries.map((entry) => entry.locate()))
  return { series: entries.map(({ info }, i) => [info.name, info.kind, keys[i]]), warnings }
}

const labelled = {
  'zarr.json': groupV3(image('cells')),
  'labels/zarr.json': groupV3({ labels: ['nuclei', 'lost'] }),
  'labels/nuclei/zarr.json': groupV3({ ...image(), 'image-label': {} }),
}

test('an image and its labels; a label image that is gone is told', async () => {
  expect(await list(labelled)).toEqual({
    series: [
      ['cells', 'image', ''],
      ['nuclei', 'labels', 'labels/nuclei'],
    ],
    warnings: ['The label image labels/lost, which the store names, is gone.'],
  })
  expect((await list(labelled, 'labels')).series).toEqual([['nuclei', 'labels', 'labels/nuclei']])
  expect((await list(labelled, 'labels/nuclei')).series).toEqual([
    ['nuclei', 'labels', 'labels/nuclei'],
  ])
})

test('several multiscales of one group are several images', async () => {
  const multiscales = [...image('a').multiscales, ...image('b').multiscales]
  expect(
    (await list({ 'zarr.json': groupV3({ multiscales }) })).series.map(([name]) => name),
  ).toEqual(['a', 'b'])
})

test('bioformats2raw: 0, 1 and so on, or what the group OME lists', async () => {
  const files = {
    '.zattrs': { 'bioformats2raw.layout': 3 },
    '0/.zattrs': image('first'),
    '1/.zattrs': image('second'),
    '1/labels/.zattrs': { labels: ['cells'] },
    '1/labels/cells/.zattrs': image(),
  }
  expect((await list(files)).series.map(([, , key]) => key)).toEqual(['0', '1', '1/labels/cells'])
  const listed = await list({ ...files, 'OME/.zattrs': { series: ['1', '7'] } })
  expect(listed.series.map(([name]) => name)).toEqual(['second', 'cells'])
  expect(listed.warnings).toEqual(['The series 7, which the store names, is gone.'])
  const gone = { '.zattrs': files['.zattrs'], 'OME/.zattrs': { series: ['7'] } }
  await expect(list(gone)).rejects.toMatchObject({ code: 'file-not-found' })
})

test('arrays of a plain group, and an array alone', async () => {
  const files = { '.zgroup': {}, 'b/.zarray': arrayV2([2]), 'a/x/.zarray': arrayV2([2]) }
  expect((await list(files)).series).toEqual([
    ['a/x', 'image', 'a/x'],
    ['b', 'image', 'b'],
  ])
  expect((await list(files, 'b')).series).toEqual([['b', 'image', 'b']])
  expect((await list({ 'zarr.json': arrayV3([2]) })).series).toEqual([['array', 'image', '']])
})

test('wells and plates', async () => {
  const files = {
    '.zattrs': { plate: { wells: [{ path: 'A/1' }] } },
    'A/1/.zattrs': { well: { images: [{ path: '0' }] } },
  }
  expect((await list(files)).series).toEqual([['A1 field 1', 'image', 'A/1/0']])
  expect((await list(files, 'A/1')).series).toEqual([['A1 field 1', 'image', 'A/1/0']])
})

test.each([
  ['not-allowed', { '.zattrs': image(), 'labels/.zattrs': { labels: ['../../other'] } }],
  [
    'not-allowed',
    { '.zattrs': { 'bioformats2raw.layout': 3 }, 'OME/.zattrs': { series: ['/etc'] } },
  ],
  ['format-not-supported', { '.zgroup': {} }],
])('%s', async (code, files) => {
  await expect(list(files)).rejects.toMatchObject({ code })
})
