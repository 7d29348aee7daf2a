import { expect, test } from 'vitest'
import type { ImageSource, LevelInfo, Region } from '../../src-main/core/images/types.ts'
import { sampleOfPlane, stripsAcross } from '../../src-main/engine/statistics-sample.ts'

const plane = { t: 0, c: 0, z: 3 }

/** Every pixel holds its row, up to 65535. */
function source(
  height: number,
  width: number,
  levels: readonly (LevelInfo & { readonly onDemand?: boolean })[] = [],
) {
  const regions: Region[] = []
  const readRegion = (region: Region) => {
    regions.push(region)
    const data = new Uint16Array(region.height * region.width)
    for (let row = 0; row < region.height; row++)
      data.fill(region.y + row, row * region.width, (row + 1) * region.width)
    const shape = [region.height, region.width]
    return Promise.resolve({ axes: 'yx', shape, dtype: 'uint16' as const, data, filledPixels: 1 })
  }
  const size = { t: 1, c: 1, z: 9, height, width, samples: 1 }
  const info = { size, dtype: 'uint16', levels: [{ downsample: 1, height, width }, ...levels] }
  const image = { path: '/a.tif', info, readRegion } as unknown as ImageSource
  const readPlane: ImageSource['readPlane'] = (of = {}) =>
    image.readRegion({ ...of, y: 0, x: 0, height, width })
  return { image: { ...image, readPlane }, regions }
}

test('a plane of up to 16 million pixels is taken whole', async () => {
  const { image, regions } = source(100, 50)
  expect((await sampleOfPlane(image, plane)).sampledFrom).toBeNull()
  expect(regions).toEqual([{ ...plane, level: 0, y: 0, x: 0, height: 100, width: 50 }])
})

test('a larger one is taken from the largest level in the file that is small enough', async () => {
  const { image, regions } = source(8000, 8000, [
    { downsample: 4, height: 2000, width: 2000 },
    { downsample: 8, height: 1000, width: 1000 },
  ])
  const { sampledFrom, block } = await sampleOfPlane(image, plane)
  expect(sampledFrom).toBe('level 1 of the file, 2000 x 2000 pixels, reduced by 4')
  expect(block.shape).toEqual([2000, 2000])
  expect(regions).toMatchObject([{ level: 1, z: 3 }])
})

test('levels that are not made yet are not made for this: strips of rows are read', async () => {
  const onDemand = { downsample: 4, height: 2000, width: 2000, onDemand: true }
  const { image, regions } = source(8000, 8000, [onDemand])
  const { sampledFrom, block } = await sampleOfPlane(image, plane)
  expect(sampledFrom).toBe('4 strips of 128 rows at even distances, 512 of 8000 rows')
  expect(block.shape).toEqual([512, 8000])
  expect(block.filledPixels).toBe(4)
  expect(regions.every(({ level }) => level === undefined)).toBe(true)
  expect([block.data[0], block.data[block.data.length - 1]]).toEqual([0, 7999])
})

test.each([
  [20_000, 20_000],
  [5000, 4000],
  [30_000_000, 1],
  [1, 30_000_000],
  [100_000, 700],
  [3, 10_000_000],
])('strips of %i x %i lie inside, apart, and within what may be read', (height, width) => {
  const strips = stripsAcross({ height, width })
  let pixels = 0
  let end = 0
  for (const strip of strips) {
    expect(strip.y).toBeGreaterThanOrEqual(end)
    end = strip.y + strip.height
    expect(strip.x + strip.width).toBeLessThanOrEqual(width)
    pixels += strip.height * strip.width
  }
  expect(end).toBeLessThanOrEqual(height)
  expect(pixels).toBeLessThanOrEqual(4 * 2 ** 20)
  expect(pixels).toBeGreaterThan(2 * 2 ** 20)
})
