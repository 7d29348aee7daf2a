import { expect, test } from 'vitest'
import type { ImageDescription } from '../../../src-main/contract/images.ts'
import {
  axisWords,
  formatWords,
  imageReference,
  imageSummary,
  isImageFolder,
  levelWords,
  looksLikeImage,
  pixelSizeWords,
  pixelTypeWords,
} from '../../../src-renderer/words/image-words.ts'

const description = (more: object) =>
  ({
    ...{ axes: 'tzyx', shape: [3, 40, 512, 640], dtype: 'uint16', pixelSizeUm: 'uncalibrated' },
    size: { t: 3, c: 1, z: 40, height: 512, width: 640, samples: 1 },
    ...more,
  }) as ImageDescription

test('says an image in one line', () => {
  expect(imageSummary(description({ pixelSizeUm: { x: 0.325, y: 0.325, z: 1 } }))).toBe(
    '3 time points × 40 slices of 640 × 512 pixels, 16 bit, 0.325 × 0.325 × 1 µm',
  )
})
test('one plane is counted by its pixels only, and colour is said', () => {
  const size = { t: 1, c: 1, z: 1, height: 80_000, width: 100_000, samples: 3 }
  expect(imageSummary(description({ axes: 'yxs', size, dtype: 'uint8' }))).toBe(
    '100\u202f000 × 80\u202f000 pixels in colour, 8 bit, uncalibrated',
  )
})
test('planes that the file does not explain are not called slices', () => {
  const size = { t: 1, c: 1, z: 120, height: 4, width: 5, samples: 1 }
  expect(imageSummary(description({ axes: 'qyx', size }))).toContain('120 planes of 5 × 4')
})
test('formats are named as their makers write them, unknown ones as they come', () => {
  expect(['ome-zarr', 'imagej-tiff', 'tiff-sequence', 'new-one'].map(formatWords)).toEqual([
    ...['OME-Zarr', 'ImageJ TIFF', 'TIFF, numbered files', 'new-one'],
  ])
})
test('axes stand in stored order with their sizes', () => {
  expect(axisWords(description({})).map(({ letter, count }) => [letter, count])).toEqual([
    ['t', 3],
    ['z', 40],
    ['y', 512],
    ['x', 640],
  ])
})
test('pixel types are words, and sizes keep their unit', () => {
  expect(pixelTypeWords('uint16')).toBe('16 bit, from 0 (uint16)')
  expect(pixelTypeWords('int32')).toBe('32 bit, with sign (int32)')
  expect(pixelTypeWords('float32')).toBe('32 bit, with decimals (float32)')
  expect(pixelTypeWords('bool')).toBe('yes or no (1 bit)')
  expect(pixelSizeWords({ x: 0.65, y: 0.65 })).toBe('0.65 × 0.65 µm')
  expect(pixelSizeWords('uncalibrated')).toBe('uncalibrated')
})
test('levels of the file are listed, those to be made stand in one line', () => {
  const level = (downsample: number, onDemand: boolean) => ({
    ...{ downsample, width: 1024 / downsample, height: 512 / downsample },
    ...(onDemand ? { onDemand } : {}),
  })
  expect(levelWords(description({ levels: [level(1, false), level(2, false)] }))).toEqual([
    '1:1, 1024 × 512',
    '1:2, 512 × 256',
  ])
  const made = [level(1, false), level(2, true), level(4, true)]
  expect(levelWords(description({ levels: made }))[1]).toBe('1:2 to 1:4 are made when needed')
})
test('a reference names series and axes where they are said', () => {
  expect(imageReference('a.tif', {})).toBe('a.tif')
  expect(imageReference('a.tif', { axes: 'tyx' })).toBe('a.tif#axes=tyx')
  expect(imageReference('p.zarr', { series: 3, axes: 'zyx' })).toBe('p.zarr#series=3&axes=zyx')
})
test('tells images from other files, and stores from folders', () => {
  expect(['a.TIF', 'b.ome.zarr', 'c.czi', 'd.h5'].every(looksLikeImage)).toBe(true)
  expect(['a.txt', 'model.onnx', 'tiff'].some(looksLikeImage)).toBe(false)
  expect([isImageFolder('plate.ome.zarr'), isImageFolder('zarr')]).toEqual([true, false])
})
