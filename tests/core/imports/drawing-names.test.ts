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
  ['nuclei.tif', null],
  ['nuclei.npy', null],
  ['.zip', null],
])('%s belongs to %s', (path, stem) => {
  expect(stemOfDrawing(path)).toBe(stem)
})
