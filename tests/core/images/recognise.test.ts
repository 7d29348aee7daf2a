import { expect, test } from 'vitest'
import { describeUnsupported } from '../../../src-main/core/images/recognise.ts'

test.each([
  ['version https://git-lfs.github.com/spec/v1\noid', 'a.tif', /Git LFS pointer/],
  ['\xff\xd8\xff\xe0', 'a.jpg', /JPEG/],
  ['\xff\xd8\xff\xe0', 'lies.tif', /JPEG/],
  ['ZISRAWFILE\0', 'a.czi', /CZI/],
  ['\xda\xce\xbe\x0a', 'a.nd2', /ND2/],
  ['\x70\0\0\0\0\0\0\0\x2a', 'a.lif', /LIF/],
  ['\x89HDF\r\n\x1a\n', 'a.h5', /HDF5/],
  ['PK\x03\x04', 'a.zip', /ZIP/],
  ['RIFF\0\0\0\0WEBP', 'a.webp', /WebP/],
  ['\0\0\0\x0cjP  ', 'a.jp2', /JPEG 2000/],
  ['\xd0\xcf\x11\xe0', 'a.oib', /OIB/],
  ['<!DOCTYPE html><html>', 'a.tif', /HTML/],
  ['x y\n1 2\n', 'a.csv', /text file/],
  ['\x80\x04\x95', 'a.npy', /pickled/],
  ['\x01\x02\x03', 'a.bin', /unknown kind.*010203/],
])('%j named %s is described', (head, path, expected) => {
  expect(describeUnsupported(Buffer.from(head, 'latin1'), path)).toMatch(expected)
})
