import { expect, test } from 'vitest'
import {
  arrayMetadata,
  groupMetadata,
  multiscales,
  omero,
  type ZarrImage,
} from '../../../../src-main/core/images/zarr-writer/zarr-metadata.ts'

const image: ZarrImage = {
  name: 'a',
  dtype: 'uint16',
  size: { t: 1, c: 2, z: 5, height: 2000, width: 1000 },
  axes: 'czyx',
  pixelSizeUm: { x: 0.5, y: 0.25 },
  reduction: 'mean',
  channels: [{ name: 'DAPI', color: '#0000ff' }, { name: 'GFP' }],
}

test('axes have units where they are known, levels scale and shift y and x alone', () => {
  expect(multiscales(image, 2)).toEqual({
    multiscales: [
      {
        name: 'a',
        type: 'mean',
        axes: [
          { name: 'c', type: 'channel' },
          { name: 'z', type: 'space' },
          { name: 'y', type: 'space', unit: 'micrometer' },
          { name: 'x', type: 'space', unit: 'micrometer' },
        ],
        datasets: [
          { path: '0', coordinateTransformations: [{ type: 'scale', scale: [1, 1, 0.25, 0.5] }] },
          {
            path: '1',
            coordinateTransformations: [
              { type: 'scale', scale: [1, 1, 0.5, 1] },
              { type: 'translation', translation: [0, 0, 0.125, 0.25] },
            ],
          },
        ],
      },
    ],
  })
  const [bare] = multiscales({ ...image, axes: 'tyx', pixelSizeUm: 'uncalibrated' }, 1)[
    'multiscales'
  ] as [{ axes: unknown; datasets: unknown }]
  expect(bare.axes).toEqual([
    { name: 't', type: 'time' },
    { name: 'y', type: 'space' },
    { name: 'x', type: 'space' },
  ])
})

test('channels have label, colour and window; without a channel axis only one with a name', () => {
  const ranges = [
    { min: 3, max: 900 },
    { min: 0, max: 0 },
  ]
  expect(omero(image, ranges)).toEqual({
    omero: {
      channels: [
        {
          label: 'DAPI',
          color: '0000FF',
          active: true,
          window: { min: 0, max: 65535, start: 3, end: 900 },
        },
        {
          label: 'GFP',
          color: 'FF00FF',
          active: true,
          window: { min: 0, max: 65535, start: 0, end: 0 },
        },
      ],
      rdefs: { defaultT: 0, defaultZ: 2, model: 'color' },
    },
  })
  const alone = { ...image, axes: 'zyx', size: { ...image.size, c: 1 } }
  expect(omero({ ...alone, channels: [{ name: 'channel 1' }] }, ranges)).toEqual({})
  expect(omero({ ...alone, channels: [{ name: 'DAPI' }] }, ranges)).toMatchObject({
    omero: { channels: [{ label: 'DAPI' }] },
  })
  const real = omero({ ...image, dtype: 'float32', channels: undefined }, ranges)
  expect(real).toMatchObject({
    omero: { channels: [{ label: 'channel 1', window: { min: 3, max: 900 } }, {}] },
  })
})

test('an array states all that Zarr 3 asks for', () => {
  expect(arrayMetadata('bool', 'yx', [3, 4], [2, 2])).toEqual({
    zarr_format: 3,
    node_type: 'array',
    shape: [3, 4],
    data_type: 'bool',
    chunk_grid: { name: 'regular', configuration: { chunk_shape: [2, 2] } },
    chunk_key_encoding: { name: 'default', configuration: { separator: '/' } },
    fill_value: false,
    codecs: [
      { name: 'bytes', configuration: { endian: 'little' } },
      { name: 'zstd', configuration: { level: 3, checksum: true } },
    ],
    attributes: {},
    dimension_names: ['y', 'x'],
  })
  expect(groupMetadata({ labels: ['a'] })).toEqual({
    zarr_format: 3,
    node_type: 'group',
    attributes: { ome: { version: '0.5', labels: ['a'] } },
  })
})
