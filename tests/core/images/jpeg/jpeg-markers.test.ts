import { expect, test } from 'vitest'
import {
  isJpeg,
  jpegFrame,
  jpegSegments,
  startOfScan,
  statesYCbCr,
  withColorTransform,
  withTables,
} from '../../../../src-main/core/images/jpeg/jpeg-markers.ts'
import { cmykJpeg, tinyJpeg } from './tiny-jpeg.ts'

test('finds the frame and stops at the first scan', () => {
  expect(isJpeg(tinyJpeg)).toBe(true)
  expect(jpegFrame(tinyJpeg)).toEqual({
    marker: 0xc0,
    bits: 8,
    height: 8,
    width: 16,
    components: 3,
  })
  expect(jpegSegments(tinyJpeg).at(-1)?.marker).toBe(startOfScan)
})

test('a stream and its tables apart are joined as if never parted', () => {
  const segments = jpegSegments(tinyJpeg)
  const isTable = (marker: number): boolean => marker === 0xdb || marker === 0xc4
  const part = (wanted: boolean): Uint8Array[] =>
    segments
      .filter(({ marker }) => isTable(marker) === wanted)
      .map(({ at, end }) => tinyJpeg.subarray(at, end))
  const start = Uint8Array.of(0xff, 0xd8)
  const tables = Buffer.concat([start, ...part(true), Uint8Array.of(0xff, 0xd9)])
  const stream = Buffer.concat([start, ...part(false), tinyJpeg.subarray(segments.at(-1)!.end)])
  const joined = withTables(new Uint8Array(tables), new Uint8Array(stream))
  expect(joined.length).toBe(tinyJpeg.length)
  expect(jpegFrame(joined)).toEqual(jpegFrame(tinyJpeg))
  expect(jpegSegments(joined).filter(({ marker }) => isTable(marker))).toHaveLength(
    part(true).length,
  )
})

test('the colour transform replaces what the stream says of itself', () => {
  for (const isYCbCr of [true, false]) {
    const steered = withColorTransform(tinyJpeg, isYCbCr)
    const markers = jpegSegments(steered).map(({ marker }) => marker)
    expect(markers.filter((marker) => marker >= 0xe0 && marker <= 0xef)).toEqual([0xee])
    const adobe = jpegSegments(steered)[0]!
    expect(steered[adobe.end - 1]).toBe(isYCbCr ? 1 : 0)
    expect(jpegFrame(steered)).toEqual(jpegFrame(tinyJpeg))
  }
})

test('what a stream says of its colours: JFIF, Adobe, the names of its components', () => {
  expect(statesYCbCr(tinyJpeg)).toBe(true)
  expect(statesYCbCr(withColorTransform(tinyJpeg, false))).toBe(false)
  expect(statesYCbCr(withColorTransform(tinyJpeg, true))).toBe(true)
  const bare = Uint8Array.of(0xff, 0xd8, ...tinyJpeg.subarray(jpegSegments(tinyJpeg)[0]!.end))
  expect(statesYCbCr(bare)).toBe(true)
  const frame = jpegSegments(bare).find(({ marker }) => marker === 0xc0)!
  for (const [c, name] of [...'RGB'].entries()) bare[frame.at + 10 + 3 * c] = name.charCodeAt(0)
  expect(statesYCbCr(bare)).toBe(false)
  expect(statesYCbCr(cmykJpeg)).toBe(false)
  const ycck = cmykJpeg.slice()
  ycck[jpegSegments(ycck)[0]!.at + 15] = 2
  expect(statesYCbCr(ycck)).toBe(true)
})

test('cut and foreign data are errors in words', () => {
  expect(() => jpegSegments(Uint8Array.of(1, 2))).toThrow('no start of image')
  expect(() => jpegSegments(tinyJpeg.slice(0, 12))).toThrow('cut off')
  expect(() => jpegSegments(Uint8Array.of(0xff, 0xd8, 7, 7, 0, 4))).toThrow('is no marker')
  expect(jpegFrame(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9))).toBeUndefined()
})
