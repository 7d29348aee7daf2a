import { expect, test } from 'vitest'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import { createFileSet } from '../../../../src-main/core/images/tiff/file-set.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import { shapedSeries } from '../../../../src-main/core/images/tiff/shaped-series.ts'
import type { ListedSeries } from '../../../../src-main/core/images/tiff/series.ts'
import {
  encodeTiff,
  grayPage,
  ramp,
  type FixturePage,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const stack = (count: number, height: number, description: string, start = 0): FixturePage[] =>
  Array.from({ length: count }, (_, i) =>
    grayPage(height, 3, ramp(3 * height, start + i), i === 0 ? { description } : {}),
  )

async function listed(
  pages: readonly FixturePage[],
  text: string,
): Promise<readonly ListedSeries[] | undefined> {
  const path = folder.write('a.tif', encodeTiff(pages))
  const tiff = await openTiffFile(path)
  const found = await shapedSeries({ tiff, set: createFileSet(path), warnings: [] }, text)
  await tiff.file.close()
  return found
}

const first = '{"shape": [2, 3, 2, 3], "axes": "TZYX", "name": "cells"}'
const second = '{"shape": [4, 5, 3]}'

test('several stacks one behind the other are images of their own', async () => {
  const pages = [...stack(6, 2, first), ...stack(4, 5, second, 100)]
  const found = await listed(pages, first)
  expect(found?.map(({ info }) => info.name)).toEqual(['cells', '4 x 5 x 3 uint8'])
  const path = folder.write('b.tif', encodeTiff(pages))
  const image = await openImage(path, { series: 1 })
  expect(image.info).toMatchObject({ axes: 'qyx', shape: [4, 5, 3], seriesIndex: 1 })
  expect([...(await image.readPlane({ z: 3 })).data]).toEqual([...ramp(15, 103)])
  expect(image.info.warnings[0]).toMatch(/holds 2 images; this is image 2/)
  await image.close()
})

test('shapes that do not fit their pages are no shapes', async () => {
  // the sixth page has no shape of its own
  expect(await listed(stack(6, 2, ''), '{"shape": [5, 2, 3]}')).toBeUndefined()
  expect(await listed(stack(6, 2, ''), '{"shape": [7, 2, 3]}')).toBeUndefined()
  expect(await listed(stack(6, 2, ''), '{"shape": [2, 3, 4, 4]}')).toBeUndefined()
  expect(await listed(stack(1, 2, ''), 'no shape')).toBeUndefined()
})

test('more axes than can be told apart keep their shape and every plane', async () => {
  const description = '{"shape": [2, 1, 3, 2, 2, 2, 2, 3]}'
  const image = await openImage(folder.write('c.tif', encodeTiff(stack(48, 2, description))))
  expect(image.info.shape).toEqual([2, 1, 3, 2, 2, 2, 2, 3])
  const { t, c, z } = image.info.size
  expect(t * c * z).toBe(48)
  const all = (await image.readAll()).data
  expect(all).toHaveLength(48 * 6)
  expect([...all.slice(-6)]).toEqual([...ramp(6, 47)])
  await image.close()
})
