import { expect, test } from 'vitest'
import { exifOrientation } from '../../../../src-main/core/images/jpeg/exif-orientation.ts'
import { tinyJpeg } from './tiny-jpeg.ts'

/** The picture with an Exif segment that states `orientation`. */
export function withOrientation(orientation: number, littleEndian: boolean): Uint8Array {
  const tiff = Buffer.alloc(26)
  const short = (value: number, at: number): unknown =>
    littleEndian ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)
  const long = (value: number, at: number): unknown =>
    littleEndian ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at)
  tiff.write(littleEndian ? 'II' : 'MM')
  short(42, 2)
  long(8, 4)
  short(1, 8)
  short(274, 10)
  short(3, 12)
  long(1, 14)
  short(orientation, 18)
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff])
  const head = Buffer.of(0xff, 0xe1, 0, body.length + 2)
  return new Uint8Array(Buffer.concat([tinyJpeg.subarray(0, 2), head, body, tinyJpeg.subarray(2)]))
}

test('is read in both byte orders, and is 1 where nothing sensible is said', () => {
  expect(exifOrientation(withOrientation(6, true))).toBe(6)
  expect(exifOrientation(withOrientation(3, false))).toBe(3)
  expect(exifOrientation(withOrientation(99, true))).toBe(1)
  expect(exifOrientation(tinyJpeg)).toBe(1)
})
