import { expect, test } from 'vitest'
import type { ZarrNode } from '../../../../src-main/core/images/zarr/node.ts'
import {
  isBioformats2raw,
  isLabelImage,
  omeVersion,
  readLabelNames,
  readMultiscales,
  readOmeroChannels,
  readPlate,
  readSeriesPaths,
  readWell,
} from '../../../../src-main/core/images/zarr/ome-metadata.ts'
import { multiscale } from '../../../fixtures/images/write-zarr-store.ts'

const node = (attributes: Record<string, unknown>): ZarrNode => ({
  kind: 'group',
  key: 'a',
  zarrFormat: 2,
  document: undefined,
  attributes,
})

test('multiscales of all versions', () => {
  const [image] = readMultiscales(node({ multiscales: [multiscale('yx', { 0: [1, 1] })] }))
  expect(image?.datasets[0]?.path).toBe('0')
  expect(
    readMultiscales(node({ ome: { multiscales: [multiscale('yx', { 0: [1, 1] })] } })),
  ).toHaveLength(1)
  expect(
    readMultiscales(node({ multiscales: [{ axes: ['y', 'x'], datasets: [{ path: '0' }] }] })),
  ).toHaveLength(1)
  expect(readMultiscales(node({}))).toEqual([])
  expect(omeVersion(node({ ome: { version: '0.5' } }), image!)).toBe('0.5')
  expect(omeVersion(node({}), { ...image!, version: '0.4' })).toBe('0.4')
})

test.each([
  [{ multiscales: 'x' }],
  [{ multiscales: [{ datasets: [] }] }],
  [{ multiscales: [{ datasets: [{ path: 5 }] }] }],
  [{ multiscales: [{ datasets: [{ path: '0' }], axes: [7] }] }],
])('%j is damage that names its place', (attributes) => {
  expect(() => readMultiscales(node(attributes))).toThrow(
    expect.objectContaining({
      code: 'format-corrupt',
      message: expect.stringContaining('the attributes of a: multiscales') as string,
    }) as Error,
  )
})

test('what only matters to other programs is passed over', () => {
  const odd = { path: '0', coordinateTransformations: 'none' }
  expect(readMultiscales(node({ multiscales: [{ name: 7, datasets: [odd] }] }))).toHaveLength(1)
  expect(readOmeroChannels(node({ omero: { channels: 'none' } }))).toEqual([])
  expect(readOmeroChannels(node({ omero: { channels: [{ label: 5, color: 'ff0000' }] } }))).toEqual(
    [{ color: 'ff0000' }],
  )
})

test('plates, wells, labels and series', () => {
  const plate = { rows: [{ name: 'A' }], columns: [{ name: 3 }], wells: [{ path: 'A/3' }] }
  expect(readPlate(node({ plate }))).toMatchObject({ columns: [{ name: '3' }] })
  expect(readPlate(node({}))).toBeUndefined()
  expect(readWell(node({ well: { images: [{ path: '0' }] } }))).toEqual(['0'])
  expect(readLabelNames(node({ labels: ['nuclei'] }))).toEqual(['nuclei'])
  expect(readSeriesPaths(node({ series: ['0', '1'] }))).toEqual(['0', '1'])
  expect(isBioformats2raw(node({ 'bioformats2raw.layout': 3 }))).toBe(true)
  expect(isLabelImage(node({ 'image-label': {} }))).toBe(true)
  expect(() => readPlate(node({ plate: { wells: [{}] } }))).toThrow('plate.wells.0.path')
})
