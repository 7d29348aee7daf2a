import { expect, test } from 'vitest'
import { TouchstoneError } from '../../../../src-main/core/errors.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import { groupPages, type PageGroup } from '../../../../src-main/core/images/tiff/page-groups.ts'
import {
  encodeTiff,
  grayPage,
  ramp,
  type FixturePage,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

async function groupsOf(pages: readonly FixturePage[]): Promise<PageGroup[]> {
  const tiff = await openTiffFile(folder.write('a.tif', encodeTiff(pages)))
  return groupPages(tiff).finally(() => tiff.file.close())
}

const page = grayPage(4, 6, ramp(24))

test('pages of equal layout belong together wherever they stand', async () => {
  const groups = await groupsOf([page, grayPage(6, 4, ramp(24)), page])
  expect(groups.map(({ pages }) => pages)).toEqual([[0, 2], [1]])
})

test('other compressions, and depths written in another way, are told apart or not', async () => {
  const groups = await groupsOf([
    page,
    grayPage(4, 6, ramp(24), { extra: [[284, 'short', [1]]] }), // the default, stated
    grayPage(4, 6, ramp(24), { compression: 8 }),
  ])
  expect(groups.map(({ pages }) => pages)).toEqual([[0, 1], [2]])
})

test('subdirectories like their page stand behind it, smaller copies in no group', async () => {
  const groups = await groupsOf([
    page,
    { ...page, subPages: [page, grayPage(2, 3, ramp(6))] },
    { ...page, subPages: [grayPage(2, 3, ramp(6))] },
  ])
  expect(groups).toHaveLength(2)
  expect(groups[0]!.addresses).toMatchObject([
    { directory: 0 },
    { directory: 1 },
    { directoryAt: expect.any(Number) as number },
    { directory: 2 },
  ])
  expect(groups[1]!.layout).toMatchObject({ width: 3 })
})

test('pages that cannot be read say why', async () => {
  const groups = await groupsOf([page, grayPage(4, 6, ramp(24), { compression: 12_345 })])
  const wrong = groups[1]!.layout
  expect(wrong).toBeInstanceOf(TouchstoneError)
  expect((wrong as TouchstoneError).message).toMatch(/12345/)
})
