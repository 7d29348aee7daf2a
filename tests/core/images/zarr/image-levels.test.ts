import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decodeInPlace } from '../../../../src-main/core/images/chunk-decoders.ts'
import { openFolderStore } from '../../../../src-main/core/images/zarr/folder-store.ts'
import {
  openZarrImage,
  type ZarrImage,
} from '../../../../src-main/core/images/zarr/image-levels.ts'
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

async function open(files: StoreFiles, key = '', axes?: string): Promise<ZarrImage> {
  const store = await openFolderStore(writeZarrStore(join(folder.path, `s${stores++}`), files))
  return openZarrImage(store, key, { multiscale: 0, axes, decoder: decodeInPlace })
}

const scales = { 0: [1, 0.5, 0.5], 1: [2, 1, 1], 2: [2, 2, 2] }
const image = (entry: object) => groupV3({ version: '0.5', multiscales: [entry] })
const pyramid = {
  'zarr.json': image(multiscale('zyx', scales)),
  '0/zarr.json': arrayV3([8, 100, 80]),
  '1/zarr.json': arrayV3([4, 50, 40]),
  '2/zarr.json': arrayV3([4, 25, 20]),
}

test('levels with their planes along z, pixel size and version', async () => {
  const found = await open(pyramid)
  expect(found).toMatchObject({
    axes: 'zyx',
    isOme: true,
    omeVersion: '0.5',
    pixelSizeUm: { x: 0.5, y: 0.5, z: 1 },
    warnings: [],
  })
  expect(found.levels.map(({ info }) => info)).toEqual([
    { downsample: 1, height: 100, width: 80 },
    { downsample: 2, height: 50, width: 40, z: 4 },
    { downsample: 4, height: 25, width: 20, z: 4 },
  ])
})

test('a level opened by its own path keeps the meaning of its axes', async () => {
  expect(await open(pyramid, '1')).toMatchObject({
    axes: 'zyx',
    pixelSizeUm: { x: 1, y: 1, z: 2 },
    levels: [{ info: { downsample: 1, height: 50 } }],
  })
})

test.each([
  ['is gone', { '1/zarr.json': groupV3() }],
  ['is larger', { '1/zarr.json': arrayV3([8, 200, 80]) }],
  [
    'has another type',
    { '1/zarr.json': arrayV3([4, 50, 40], [4, 50, 40], { data_type: 'uint16' }) },
  ],
])('a level that %s is left out with a warning', async (_, changes) => {
  const found = await open({ ...pyramid, ...changes })
  expect(found.levels).toHaveLength(2)
  expect(found.warnings).toHaveLength(1)
  expect(found.warnings[0]).toContain('The level 1 ')
})

test('a level with fewer channels is left out', async () => {
  const files = {
    'zarr.json': image(multiscale('cyx', { 0: [1, 1, 1], 1: [1, 2, 2] })),
    '0/zarr.json': arrayV3([3, 8, 8]),
    '1/zarr.json': arrayV3([1, 4, 4]),
  }
  const { levels, warnings } = await open(files)
  expect(levels).toHaveLength(1)
  expect(warnings[0]).toContain('fewer channels')
})

test('arrays without OME metadata: dimension names, or unknown axes', async () => {
  const named = arrayV3([3, 4, 5], [3, 4, 5], { dimension_names: ['Z', 'Y', 'X'] })
  expect(await open({ 'zarr.json': named })).toMatchObject({ axes: 'zyx', isOme: false })
  const plain = { '.zarray': arrayV2([3, 4, 5]) }
  expect(await open(plain)).toMatchObject({ axes: 'qyx', pixelSizeUm: 'uncalibrated' })
  expect(await open(plain, '', 'tyx')).toMatchObject({ axes: 'tyx', warnings: [] })
  await expect(open(plain, '', 'yx')).rejects.toMatchObject({ code: 'axes-mismatch' })
})

test('seven axes are shown all the same', async () => {
  const { view, axes } = await open({ '.zarray': arrayV2([2, 2, 2, 2, 2, 3, 3]) })
  expect(axes).toBe('qqqqqyx')
  expect(view.size.t * view.size.c * view.size.z).toBe(32)
})

test('OME-Zarr 0.1 has five axes without names', async () => {
  const files = {
    '.zattrs': { multiscales: [{ version: '0.1', datasets: [{ path: '0' }] }] },
    '0/.zarray': arrayV2([1, 2, 3, 4, 5]),
  }
  expect(await open(files)).toMatchObject({ axes: 'tczyx', omeVersion: '0.1' })
})

test('axes of another number are not trusted', async () => {
  const files = {
    'zarr.json': image(multiscale('zyx', { 0: [1, 1, 1] })),
    '0/zarr.json': arrayV3([4, 4]),
  }
  expect(await open(files)).toMatchObject({ axes: 'yx', pixelSizeUm: 'uncalibrated' })
  expect((await open(files)).warnings[0]).toContain('name 3 axes, and the array has 2')
})

test.each([
  ['file-not-found', { 'zarr.json': pyramid['zarr.json'] }],
  ['format-corrupt', { 'zarr.json': pyramid['zarr.json'], '0/zarr.json': groupV3() }],
  ['format-corrupt', { 'zarr.json': groupV3() }],
  ['not-allowed', { 'zarr.json': image(multiscale('yx', { '../x': [1, 1] })) }],
  ['format-not-supported', { '.zarray': arrayV2([0, 4], { chunks: [1, 1] }) }],
  ['format-not-supported', { '.zarray': arrayV2([]) }],
])('%s for %j', async (code, files) => {
  await expect(open(files)).rejects.toMatchObject({ code })
})
