import { expect, test } from 'vitest'
import { stemOfDrawing } from '../../../src-main/core/imports/drawing-names.ts'

test.each([
  ['/a/nuclei_seg.npy', 'nuclei'],
  ['nuclei_cp_outlines.txt', 'nuclei'],
  ['nuclei_rois.zip', 'nuclei'],
  ['nuclei_RoiSet.zip', 'nuclei'],
  ['nuclei.geojson', 'nuclei'],
  ['nuclei.roi', 'nuclei'],
  ['nuclei.txt', 'nuclei'],
  ['nuclei_shapes.csv', 'nuclei'],
  ['nuclei.csv', 'nuclei'],
  ['nuclei.classes.csv', null],
  ['nuclei.tif', null],
  ['nuclei.npy', null],
  ['.zip', null],
])('%s belongs to %s', (path, stem) => {
  expect(stemOfDrawing(path)).toBe(stem)
})
