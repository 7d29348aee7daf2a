import { expect, test } from 'vitest'
import { isTiff, openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import { encodeTiff, grayPage, ramp } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const page = grayPage(1, 2, ramp(2))

test('follows the chain of directories', async () => {
  const path = folder.write('a.tif', encodeTiff([page, page, page], { big: true }))
  const tiff = await openTiffFile(path)
  expect(tiff.pages.count).toBe(3)
  expect(tiff.encoding).toEqual({ littleEndian: true, big: true })
  await tiff.file.close()
})

test('a chain that runs in a circle is corrupt, not endless', async () => {
  const one = encodeTiff([page, page])
  const first = one.readUInt32LE(4)
  const path = folder.write('loop.tif', encodeTiff([page, page], { lastNext: first }))
  await expect(openTiffFile(path)).rejects.toMatchObject({ code: 'format-corrupt' })
})

test('a chain that leaves the file is truncated', async () => {
  const path = folder.write('out.tif', encodeTiff([page], { lastNext: 100_000 }))
  await expect(openTiffFile(path)).rejects.toMatchObject({ code: 'file-truncated' })
})

test('where the first image is of a kind not read, that is said of a damaged file', async () => {
  const odd = grayPage(1, 2, ramp(2), { compression: 34_712 })
  const path = folder.write('odd.tif', encodeTiff([odd], { lastNext: 100_000 }))
  await expect(openTiffFile(path)).rejects.toMatchObject({ code: 'unsupported-encoding' })
})

test('layouts are read once for all pages of a kind', async () => {
  const path = folder.write('kinds.tif', encodeTiff([page, grayPage(2, 1, ramp(2)), page]))
  const tiff = await openTiffFile(path)
  expect(await tiff.layout(2)).toBe(await tiff.layout(0))
  expect(await tiff.layout(1)).toMatchObject({ height: 2, width: 1 })
  await tiff.file.close()
})

test('no image, an empty directory, and another format are corrupt', async () => {
  const none = folder.write('none.tif', Buffer.from('49492a0000000000', 'hex'))
  await expect(openTiffFile(none)).rejects.toMatchObject({ code: 'format-corrupt' })
  const empty = folder.write('empty.tif', Buffer.from('49492a00080000000000', 'hex'))
  await expect(openTiffFile(empty)).rejects.toMatchObject({ code: 'format-corrupt' })
  await expect(openTiffFile(folder.write('x.tif', 'not a TIFF at all'))).rejects.toMatchObject({
    code: 'format-corrupt',
  })
})

test('knows the four headers', () => {
  for (const head of ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'])
    expect(isTiff(Buffer.from(head))).toBe(true)
  expect(isTiff(Buffer.from('MM*\0'))).toBe(false)
})
