import { expect, test } from 'vitest'
import { createFileSet } from '../../../../src-main/core/images/tiff/file-set.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import {
  listedPlanes,
  type PlaneAddress,
} from '../../../../src-main/core/images/tiff/plane-table.ts'
import type { TiffSeries } from '../../../../src-main/core/images/tiff/series.ts'
import {
  createTiffPages,
  storedPlanes,
  type TiffPages,
} from '../../../../src-main/core/images/tiff/tiff-planes.ts'
import { encodeTiff, grayPage, ramp } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const small = grayPage(2, 3, ramp(6, 70))
const pages = [
  { ...grayPage(4, 6, ramp(24)), subPages: [small] },
  grayPage(4, 6, ramp(24, 30)),
  grayPage(6, 4, ramp(24)),
]

async function pagesOf(
  addresses: readonly (PlaneAddress | undefined)[],
): Promise<{ pages: TiffPages; close: () => Promise<void> }> {
  const path = folder.write('a.tif', encodeTiff(pages))
  const tiff = await openTiffFile(path)
  const series = { planes: listedPlanes(addresses), layout: await tiff.layout(0) }
  const context = { tiff, set: createFileSet(path), warnings: [] }
  return {
    pages: createTiffPages(path, context, series as unknown as TiffSeries),
    close: () => tiff.file.close(),
  }
}

test('a plane is a page, or bytes behind the first', async () => {
  const { pages: opened, close } = await pagesOf([{ directory: 1 }, { offset: 20 }])
  const planes = storedPlanes(opened, undefined, close)
  expect([...(await planes.readStoredPlane(0, {}))]).toEqual([...ramp(24, 30)])
  expect([...(await planes.readStoredPlane(1, {}))].slice(0, 3)).toEqual([12, 13, 14])
  const corner = { y: 3, x: 4, height: 1, width: 2 }
  expect([...((await planes.readRectangle(0, 0, corner, {})) as Uint8Array)]).toEqual([52, 53])
  await planes.close()
})

test('levels are the copies inside the first page that is there', async () => {
  const { pages: opened, close } = await pagesOf([undefined, { directory: 0 }, { directory: 1 }])
  expect(await opened.levels()).toMatchObject([{ width: 6 }, { width: 3, downsample: 2 }])
  expect((await opened.open(1, 1)).layout).toMatchObject({ width: 3, height: 2 })
  await expect(opened.open(2, 1)).rejects.toMatchObject({ code: 'format-corrupt' })
  await close()
})

test('planes never stored, pages of another size, and pages beyond the end are errors', async () => {
  const { pages: opened, close } = await pagesOf([undefined, { directory: 2 }, { directory: 9 }])
  await expect(opened.open(0, 0)).rejects.toThrow(/plane 1 of 3 was never stored/)
  await expect(opened.open(1, 0)).rejects.toThrow(/6 x 4 uint8 stands where 4 x 6 uint8/)
  await expect(opened.open(2, 0)).rejects.toThrow(/directory 9 is needed and there are 3/)
  await close()
})
