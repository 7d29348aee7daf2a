import { expect, test } from 'vitest'
import { pixelSizeOf } from '../../../../src-main/core/images/zarr/pixel-size.ts'

const axes = [
  { name: 'z', unit: 'nanometer' },
  { name: 'y', unit: 'micrometer' },
  { name: 'x', unit: 'micrometer' },
]
const scale = (...values: number[]) => [{ type: 'scale', scale: values }]

test('scale of the dataset times that of the image, each axis in its unit', () => {
  expect(pixelSizeOf('zyx', axes, undefined, scale(2000, 0.5, 0.25))).toEqual({
    x: 0.25,
    y: 0.5,
    z: 2,
  })
  expect(pixelSizeOf('zyx', axes, scale(1, 2, 2), scale(2000, 0.5, 0.25))).toEqual({
    x: 0.5,
    y: 1,
    z: 2,
  })
})

test('a translation is no scale, and comes before one without harm', () => {
  const transformations = [{ type: 'translation' }, ...scale(1000, 3, 4)]
  expect(pixelSizeOf('zyx', axes, undefined, transformations)).toEqual({ x: 4, y: 3, z: 1 })
})

test.each([
  ['no unit', [{ name: 'y' }, { name: 'x' }], scale(1, 1)],
  [
    'an unknown unit',
    [
      { name: 'y', unit: 'furlong' },
      { name: 'x', unit: 'furlong' },
    ],
    scale(1, 1),
  ],
  ['no scale', axes.slice(1), undefined],
  ['a negative scale', axes.slice(1), scale(-1, -1)],
])('%s is no calibration', (_, named, dataset) => {
  expect(pixelSizeOf('yx', named, undefined, dataset)).toBe('uncalibrated')
})

test('z without a unit is left out', () => {
  const [, y, x] = axes
  expect(pixelSizeOf('zyx', [{ name: 'z' }, y!, x!], undefined, scale(1, 1, 1))).toEqual({
    x: 1,
    y: 1,
  })
})
