import { expect, test } from 'vitest'
import { decodeJpeg, unreadableJpeg } from '../../../../src-main/core/images/jpeg/decode-jpeg.ts'
import { jpegSegments } from '../../../../src-main/core/images/jpeg/jpeg-markers.ts'
import { cmykJpeg, progressiveJpeg, tinyJpeg, twelveBitJpeg } from './tiny-jpeg.ts'

test('gives the values of libjpeg-turbo, smooth upsampling of colour included', async () => {
  const { width, height, components, data } = await decodeJpeg(tinyJpeg)
  expect([width, height, components]).toEqual([16, 8, 3])
  // as Pillow 9.4 with libjpeg-turbo 2.1 decodes them
  expect([...data.slice(0, 12)]).toEqual([0, 6, 116, 3, 7, 117, 17, 7, 120, 36, 7, 123])
  expect([...data.slice(-6)]).toEqual([239, 200, 143, 249, 202, 146])
})

test('the container decides whether three components are YCbCr', async () => {
  const asColor = await decodeJpeg(tinyJpeg, true)
  const untouched = await decodeJpeg(tinyJpeg, false)
  expect(asColor.data).toEqual((await decodeJpeg(tinyJpeg)).data)
  // the blue-difference component of a bluish dark red lies above its middle of 128
  expect(untouched.data[1]).toBeGreaterThan(128)
  expect(untouched.data).not.toEqual(asColor.data)
})

test('damaged streams are errors, and the next good one is read', async () => {
  const cut = tinyJpeg.slice(0, tinyJpeg.length - 40)
  await expect(decodeJpeg(cut)).rejects.toThrow()
  await expect(decodeJpeg(tinyJpeg.slice(0, 30))).rejects.toThrow()
  await expect(decodeJpeg(Uint8Array.of(1, 2, 3))).rejects.toThrow()
  expect((await decodeJpeg(tinyJpeg)).width).toBe(16)
})

test('says which kinds of JPEG are not read', () => {
  expect(unreadableJpeg(tinyJpeg)).toBeUndefined()
  const frame = jpegSegments(tinyJpeg).find(({ marker }) => marker === 0xc0)!
  const changed = (offset: number, value: number): Uint8Array => {
    const copy = tinyJpeg.slice()
    copy[frame.at + offset] = value
    return copy
  }
  expect(unreadableJpeg(changed(4, 12))).toBeUndefined()
  expect(unreadableJpeg(changed(4, 10))).toContain('10 bits')
  expect(unreadableJpeg(changed(9, 5))).toContain('5 colour components')
  expect(unreadableJpeg(changed(1, 0xc9))).toContain('arithmetic')
})

test('what the library leaves out is read too: 12 bits and four components', async () => {
  const twelve = await decodeJpeg(twelveBitJpeg())
  expect(twelve.data).toBeInstanceOf(Uint16Array)
  expect(Math.abs(twelve.data[2]! - 16 * 116)).toBeLessThanOrEqual(24)
  const { components, data } = await decodeJpeg(cmykJpeg)
  expect([components, ...data.slice(0, 4)]).toEqual([4, 255, 255, 127, 0])
})

test('more scans than any encoder writes are refused before they are decoded', async () => {
  const large = progressiveJpeg.slice()
  const frame = large.findIndex((byte, i) => byte === 0xff && large[i + 1] === 0xc2)
  large.set([0x40, 0, 0x40, 0], frame + 5) // 16384 x 16384
  const scan = large.findIndex((byte, i) => byte === 0xff && large[i + 1] === 0xda)
  const many = Array.from({ length: 20 }, () => large.subarray(scan, -2))
  const bomb = new Uint8Array(Buffer.concat([large.subarray(0, scan), ...many]))
  await expect(decodeJpeg(bomb)).rejects.toThrow('200 scans of 16384 x 16384')
})
