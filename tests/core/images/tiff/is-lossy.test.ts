import { expect, test } from 'vitest'
import { readLabelImage } from '../../../../src-main/core/images/read-label-image.ts'
import { isLossyTiff } from '../../../../src-main/core/images/tiff/is-lossy.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import { readPageLayout } from '../../../../src-main/core/images/tiff/page-layout.ts'
import { encodeTiff, grayTags } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { constantLerc } from './codecs/constant-lerc.ts'

const folder = temporaryFolder()

function written(compression: number, chunk: Uint8Array): string {
  const tags = grayTags(2, 3, { extra: [[259, 'short', [compression]]] })
  return folder.write('a.tif', encodeTiff([{ tags, chunks: [chunk] }]))
}

async function isLossy(path: string): Promise<boolean> {
  const tiff = await openTiffFile(path)
  try {
    const directory = await tiff.directory(0)
    return await isLossyTiff(tiff.file, directory, await readPageLayout(path, directory))
  } finally {
    await tiff.file.close()
  }
}

test('compressions that give bytes never change values; LERC does with a tolerance', async () => {
  expect(await isLossy(written(1, new Uint8Array(6)))).toBe(false)
  expect(await isLossy(written(34887, constantLerc(7, 0.5)))).toBe(false)
  expect(await isLossy(written(34887, constantLerc(7, 3)))).toBe(true)
  expect(await isLossy(written(50001, Uint8Array.of(1, 2, 3)))).toBe(true)
})

test('labels in lossless LERC are read, in lossy LERC refused with the reason', async () => {
  const labels = await readLabelImage(written(34887, constantLerc(7, 0.5)))
  expect([...labels.data]).toEqual([7, 7, 7, 7, 7, 7])
  await expect(readLabelImage(written(34887, constantLerc(7, 3)))).rejects.toMatchObject({
    code: 'not-a-label-image',
    message: expect.stringContaining('LERC with a tolerance') as string,
  })
})
