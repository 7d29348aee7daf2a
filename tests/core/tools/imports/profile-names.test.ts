import { expect, test } from 'vitest'
import {
  imageProfile,
  tableProfile,
} from '../../../../src-main/core/tools/imports/profile-names.ts'

test.each([
  ['/r/a_cp_masks.tif', 'tiff', 'Cellpose masks, TIFF'],
  ['/r/mask012.tif', 'tiff', 'Cell Tracking Challenge, TIFF'],
  ['/r/mask.png', 'png', 'label PNG'],
  ['/r/a.h5', 'hdf5', 'label HDF5'],
])('labels in %s (%s) are %s', (path, format, words) => {
  expect(imageProfile(path, format, 'instances')).toBe(words)
})

test('other tasks are about masks, or about images as they are', () => {
  expect(imageProfile('/r/a.tif', 'ome-tiff', 'semantic')).toBe('mask or classes, OME-TIFF')
  expect(imageProfile('/r/a.tif', 'imagej-tiff', 'restoration')).toBe('ImageJ TIFF')
  expect(imageProfile('/r/a.x', 'tiff-sequence', 'restoration')).toBe('tiff-sequence')
})

test.each([
  ['/r/a.csv', 'CSV points'],
  ['/r/a_allspots.csv', 'TrackMate spots'],
  ['/r/a.npy', 'NumPy points'],
  ['/r/a.xml', 'XML points'],
])('points in %s are %s', (path, words) => {
  expect(tableProfile(path)).toBe(words)
})
