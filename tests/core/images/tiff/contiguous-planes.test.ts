import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { planesOfDescription } from '../../../../src-main/core/images/tiff/contiguous-planes.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import {
  addressesOf,
  type PlaneAddress,
} from '../../../../src-main/core/images/tiff/plane-table.ts'
import {
  encodeTiff,
  grayPage,
  ramp,
  type FixturePage,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

async function planes(
  pages: readonly FixturePage[],
  count: number,
): Promise<(PlaneAddress | undefined)[] | undefined> {
  const tiff = await openTiffFile(folder.write('a.tif', encodeTiff(pages)))
  try {
    const table = await planesOfDescription(tiff, await tiff.layout(0), count)
    return table && addressesOf(table)
  } finally {
    await tiff.file.close()
  }
}

test('as many pages as planes are the planes', async () => {
  const page = grayPage(1, 2, ramp(2))
  expect(await planes([page, page], 2)).toEqual([{ directory: 0 }, { directory: 1 }])
  expect(await planes([page, page], 3)).toBeUndefined()
})

test('planes behind the first lie at its distance', async () => {
  const found = await planes([grayPage(2, 3, ramp(24))], 4)
  expect(found).toEqual([8, 14, 20, 26].map((offset) => ({ offset })))
})

test('some but not all planes there is a truncated file; none is another kind of file', async () => {
  const page = grayPage(20, 30, ramp(600 * 3))
  await expect(planes([page], 900)).rejects.toMatchObject({ code: 'file-truncated' })
  expect(await planes([grayPage(20, 30, ramp(600))], 900)).toBeUndefined()
})

test('nothing lies behind a compressed page', async () => {
  const page = grayPage(2, 3, deflateSync(ramp(6)), { compression: 8 })
  expect(await planes([page], 2)).toBeUndefined()
})
