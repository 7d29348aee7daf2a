import { expect, test } from 'vitest'
import { describeUnsupported, isPreviewOnly } from '../../../src-main/core/images/recognise.ts'

const describe = (head: string, path: string) =>
  describeUnsupported(Buffer.from(head, 'latin1'), path)

test.each([
  ['version https://git-lfs.github.com/spec/v1\noid', 'a.tif', /Git LFS pointer/],
  ['version https://git-lfs.github.com/spec/v1\noid', 'a.czi', /Git LFS pointer/],
  ['PK\x03\x04', 'a.zip', /ZIP/],
  ['RIFF\0\0\0\0WEBP', 'a.webp', /WebP/],
  ['\0\0\0\x0cjP  ', 'a.jp2', /JPEG 2000/],
  ['<!DOCTYPE html><html>', 'a.tif', /HTML/],
  ['x y\n1 2\n', 'a.csv', /text file/],
  ['\x80\x04\x95', 'a.npy', /pickled/],
  ['\x01\x02\x03', 'a.bin', /unknown kind.*010203/],
])('%j named %s is described', (head, path, expected) => {
  expect(describe(head, path)).toMatchObject({
    name: expect.stringMatching(expected) as string,
    isConvertible: false,
  })
})

test.each([
  ['ZISRAWFILE\0', 'a.bin', /CZI/, /ZEN/],
  ['', 'a.czi', /CZI/, /ZEN/],
  ['\xda\xce\xbe\x0a', 'a', /ND2/, /NIS-Elements/],
  ['\0\0\0\x0cjP  ', 'old.nd2', /ND2/, /NIS-Elements/],
  ['\x70\0\0\0\0\0\0\0\x2a', 'a', /LIF/, /LAS X/],
  ['II*\0', 'a.vsi', /VSI/, /cellSens/],
  ['SIS\0', 'frame_t.ets', /VSI/, /cellSens/],
  ['OLYMPUSRAWFORMAT', 'a', /OIR/, /OME-TIFF/],
  ['\xd0\xcf\x11\xe0', 'a.oib', /FluoView/, /Fiji/],
  ['\xd0\xcf\x11\xe0', 'a.zvi', /ZVI/, /Fiji/],
  ['\xd0\xcf\x11\xe0', 'a', /compound/, /Fiji/],
  ['\0\0\0\x03', 'a.dm3', /DM3/, /DigitalMicrograph/],
  [`${'\0'.repeat(208)}MAP `, 'a', /MRC/, /Fiji/],
  [`${'\0'.repeat(344)}n+1\0`, 'a', /NIfTI/, /Fiji/],
  ['\x1f\x8b', 'brain.nii.gz', /NIfTI/, /Fiji/],
  [`${'\0'.repeat(128)}DICM`, 'a', /DICOM/, /Fiji/],
])('the microscope’s format %j named %s is told with its export', (head, path, name, advice) => {
  const found = describe(head, path)
  expect(found.name).toMatch(name)
  expect(found.advice).toMatch(advice)
  expect(found.isConvertible).toBe(true)
})

test('a VSI file is a TIFF of its preview, not of its pixels', () => {
  expect(isPreviewOnly('/data/slide.VSI')).toBe(true)
  expect(isPreviewOnly('/data/slide.svs')).toBe(false)
})
