import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import { tiffFacts, tiffWarnings } from '../../../../src-main/core/images/tiff/tiff-facts.ts'
import {
  encodeTiff,
  grayPage,
  ramp,
  type FixtureTag,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test('compression, chunks, byte order, software and date are told', async () => {
  const extra: FixtureTag[] = [
    [278, 'short', [1]],
    [274, 'short', [6]],
    [317, 'short', [2]],
    [305, 'text', 'Maker 3'],
    [306, 'text', '2024:05:06 07:08:09'],
    [271, 'text', 'Acme'],
    [272, 'text', 'Cam 1'],
  ]
  const page = grayPage(2, 3, deflateSync(ramp(3)), { compression: 8, extra })
  const two = { ...page, chunks: [deflateSync(ramp(3)), deflateSync(ramp(3))] }
  const tiff = await openTiffFile(
    folder.write('a.tif', encodeTiff([two], { littleEndian: false, big: true })),
  )
  const [directory, layout] = [await tiff.directory(0), await tiff.layout(0)]
  const facts = await tiffFacts(tiff, directory, layout)
  expect(Object.fromEntries(facts.map(({ name, value }) => [name, value]))).toEqual({
    Compression: 'deflate of differences (predictor 2)',
    'Stored as': '2 strips of 1 row',
    'Bits per sample': '8',
    'Colour model': 'gray, black is 0',
    'Byte order': 'big-endian',
    'File type': 'BigTIFF',
    'Pages in the file': '1',
    Orientation: 'right top (turned by 90°)',
    Software: 'Maker 3',
    Date: '2024:05:06 07:08:09',
    Camera: 'Acme Cam 1',
  })
  expect(await tiffWarnings(directory, layout)).toEqual([
    expect.stringContaining('orientation 6') as string,
  ])
  await tiff.file.close()
})
