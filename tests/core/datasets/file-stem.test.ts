import { expect, test } from 'vitest'
import {
  isImageFolder,
  predictionSuffixList,
  sortOfFile,
  stemOf,
  truthSuffixList,
  withoutPredictionSuffix,
  withoutTruthSuffix,
} from '../../../src-main/core/datasets/file-stem.ts'

test.each([
  ['a.png', 'a'],
  ['folder/b.c.tif', 'b.c'],
  ['C:\\data\\x.TIF', 'x'],
  ['cell.ome.tif', 'cell'],
  ['cell.OME.TIFF', 'cell'],
  ['noextension', 'noextension'],
  ['.hidden', '.hidden'],
  ['plate.ome.zarr', 'plate'],
  ['cells.zarr.zip', 'cells'],
  ['cells.ome.zarr.zip', 'cells'],
  ['set.companion.ome', 'set'],
  ['a.ome.tif#series=1', 'a'],
  ['data/plate.zarr/A/1/0', 'plate'],
  ['stack.h5/exported_data#axes=zyx', 'stack'],
  ['stack_*.tif', 'stack'],
  ['*.tif', '*'],
])('the stem of %s is %s', (path, stem) => {
  expect(stemOf(path)).toBe(stem)
})

test('takes off one known suffix, in any case, and never the whole stem', () => {
  expect(withoutTruthSuffix('a_mask')).toBe('a')
  expect(withoutTruthSuffix('a_Masks')).toBe('a')
  expect(withoutTruthSuffix('a_cp_masks')).toBe('a')
  expect(withoutTruthSuffix('_mask')).toBe(null)
  expect(withoutTruthSuffix('mask')).toBe(null)
  expect(withoutTruthSuffix('a_pred')).toBe(null)
  expect(withoutPredictionSuffix('a_prediction')).toBe('a')
  expect(withoutPredictionSuffix('a_gt')).toBe(null)
})

test('every suffix that the messages list is taken off', () => {
  for (const suffix of truthSuffixList.split(', '))
    expect(withoutTruthSuffix(`a${suffix}`)).toBe('a')
  for (const suffix of predictionSuffixList.split(', '))
    expect(withoutPredictionSuffix(`a${suffix}`)).toBe('a')
})

test('tells images, images of other formats, and everything else by name', () => {
  const images = ['a.tif', 'b.TIFF', 'c.png', 'd.npy', 'e.jpg', 'f.h5', 'g.ims', 'h.zarr.zip']
  expect(images.map(sortOfFile)).toEqual(Array(8).fill('image'))
  expect(['a.bmp', 'b.czi'].map(sortOfFile)).toEqual(Array(2).fill('unreadable-image'))
  const others = ['Thumbs.db', '.DS_Store', '._a.tif', 'notes.txt', 'png', 'a.zip', 'b.xml']
  expect(others.map(sortOfFile)).toEqual(Array(7).fill('other'))
})

test('folders that are stores are images', () => {
  expect(['a.zarr', 'b.ome.ZARR', 'c', '.d.zarr'].map(isImageFolder)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
