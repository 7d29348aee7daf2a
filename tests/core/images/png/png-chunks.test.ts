import { expect, test } from 'vitest'
import { isPng, readPngChunks } from '../../../../src-main/core/images/png/png-chunks.ts'
import { encodePng } from '../../../fixtures/images/encode-png.ts'
import { ramp } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const good = encodePng({
  width: 2,
  height: 1,
  bits: 8,
  color: 2,
  rows: [[0, 1, 2, 3, 4, 5, 6]],
  extra: [['tEXt', ramp(9)]],
  dataChunks: 3,
})

test('reads the header and joins the data chunks', async () => {
  const png = await readPngChunks(folder.write('a.png', good))
  expect(png.header).toEqual({
    width: 2,
    height: 1,
    bits: 8,
    color: 'rgb',
    samples: 3,
    interlaced: false,
  })
  expect([...png.chunkNames]).toEqual(['IHDR', 'tEXt', 'IDAT', 'IEND'])
  expect(await png.readCompressed()).toHaveLength(png.compressedBytes)
})

test('a wrong check sum is corrupt', async () => {
  const bytes = Buffer.from(good)
  const at = bytes.indexOf('IDAT') + 5
  bytes[at] = bytes[at]! ^ 1
  const png = await readPngChunks(folder.write('sum.png', bytes))
  await expect(png.readCompressed()).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringContaining('check sum') as string,
  })
})

test.each([
  [{ width: 0, height: 1, bits: 8, color: 0 }, /1 x 0 pixels/],
  [{ width: 1, height: 1, bits: 3, color: 0 }, /3 bits/],
  [{ width: 1, height: 1, bits: 16, color: 3 }, /16 bits/],
  [{ width: 1, height: 1, bits: 8, color: 5 }, /color type is 5/],
])('a header of %j is corrupt', async (header, message) => {
  const path = folder.write('h.png', encodePng({ ...header, rows: [[0, 1]] }))
  await expect(readPngChunks(path)).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringMatching(message) as string,
  })
})

test('a length beyond the file is truncated', async () => {
  const bytes = Buffer.from(good)
  bytes.writeUInt32BE(0x7fffffff, bytes.indexOf('tEXt') - 4)
  await expect(readPngChunks(folder.write('l.png', bytes))).rejects.toMatchObject({
    code: 'file-truncated',
  })
})

test('a file without data, or whose first chunk is another, is corrupt', async () => {
  const start = good.subarray(0, 33)
  const end = good.subarray(good.length - 12)
  const empty = folder.write('e.png', Buffer.concat([start, end]))
  await expect(readPngChunks(empty)).rejects.toMatchObject({ code: 'format-corrupt' })
  const headless = folder.write('f.png', Buffer.concat([good.subarray(0, 8), good.subarray(33)]))
  await expect(readPngChunks(headless)).rejects.toMatchObject({ code: 'format-corrupt' })
})

test('knows its magic bytes', () => {
  expect(isPng(good)).toBe(true)
  expect(isPng(ramp(16))).toBe(false)
})
