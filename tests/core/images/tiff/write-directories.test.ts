import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createOmeTiffWriter } from '../../../../src-main/core/images/tiff/write-ome-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { readTiffTags } from '../../../fixtures/images/tiff-tags.ts'

const folder = temporaryFolder()

test.each([false, true])(
  'directories of planes form the chain, copies stand aside (BigTIFF: %s)',
  async (big) => {
    const path = join(folder.path, 'a.ome.tif')
    const handle = await open(path, 'w+')
    const writer = createOmeTiffWriter(handle, {
      dtype: 'int16',
      size: { t: 1, c: 1, z: 3, height: 40, width: 30, samples: 1 },
      levels: [
        { height: 20, width: 15 },
        { height: 10, width: 8 },
      ],
      pixelSizeUm: { x: 0.5, y: 0.25, z: 2 },
      reduction: 'mean',
      compression: { method: 'deflate', level: 1 },
      bigTiffAboveBytes: big ? 0 : undefined,
    })
    await writer.finish()
    await handle.close()
    const { big: isBig, pages } = readTiffTags(path)
    expect(isBig).toBe(big)
    expect(pages.map(({ offset }) => offset)).toEqual(
      pages.map(({ offset }) => offset).toSorted((a, b) => a - b),
    )
    expect(pages.length).toBe(3)
    for (const [plane, { offset, tags, copies }] of pages.entries()) {
      expect(tags.has(270)).toBe(plane === 0)
      expect([tags.get(254), tags.get(317), tags.get(339)]).toEqual([[0], [2], [2]])
      expect([tags.get(282), tags.get(283), tags.get(296)]).toEqual([[20_000], [40_000], [3]])
      expect(copies.map((copy) => [copy.tags.get(256), copy.tags.get(257)])).toEqual([
        [[15], [20]],
        [[8], [10]],
      ])
      expect(copies.map((copy) => copy.tags.get(254))).toEqual([[1], [1]])
      expect(copies.map((copy) => copy.tags.get(282))).toEqual([[10_000], [5000]])
      expect(copies.every((copy) => copy.offset < offset && copy.offset % 2 === 0)).toBe(true)
    }
  },
)

test('colour is marked as RGB, 64-bit integers have no OME-XML', async () => {
  const path = join(folder.path, 'b.tif')
  for (const [dtype, samples] of [
    ['uint8', 4],
    ['uint64', 1],
  ] as const) {
    const handle = await open(path, 'w+')
    const writer = createOmeTiffWriter(handle, {
      dtype,
      size: { t: 1, c: 1, z: 1, height: 3, width: 20, samples },
      pixelSizeUm: 'uncalibrated',
      reduction: 'mean',
      compression: { method: 'deflate', level: 1 },
    })
    await writer.finish()
    await handle.close()
    const { tags } = readTiffTags(path).pages[0]!
    expect(tags.get(262)).toEqual([samples === 4 ? 2 : 1])
    expect(tags.get(338)).toEqual(samples === 4 ? [0] : undefined)
    expect(tags.get(258)).toEqual(samples === 4 ? [8, 8, 8, 8] : [64])
    expect(tags.has(270)).toBe(samples === 4)
    expect(tags.has(282)).toBe(false)
    expect([tags.get(322), tags.get(323)]).toEqual([[32], [16]])
  }
})
