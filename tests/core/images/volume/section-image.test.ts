import { expect, test } from 'vitest'
import { sectionImage } from '../../../../src-main/core/images/volume/section-image.ts'
import { memorySource } from '../../../fixtures/images/memory-source.ts'
import type { ImageInfo, ImageSource } from '../../../../src-main/core/images/types.ts'

/** Three planes of 2 x 4 pixels; the value says z, y and x in its digits. */
function stack(info: Partial<ImageInfo> = {}, onRead: (pixels: number) => void = () => undefined) {
  return memorySource({
    axes: 'zyx',
    shape: [3, 2, 4],
    dtype: 'uint16',
    plane: (z) =>
      Uint16Array.from({ length: 8 }, (_, at) => 100 * z + 10 * Math.floor(at / 4) + (at % 4)),
    info,
    onRead,
  })
}

test('xz: one plane per y, z downwards', async () => {
  const section = sectionImage(stack(), 'xz')
  expect(section.info.size).toMatchObject({ z: 2, height: 3, width: 4 })
  const { data, shape } = await section.readPlane({ z: 1 })
  expect(shape).toEqual([3, 4])
  expect([...data]).toEqual([10, 11, 12, 13, 110, 111, 112, 113, 210, 211, 212, 213])
})

test('yz: one plane per x, z to the right', async () => {
  const section = sectionImage(stack(), 'yz')
  expect(section.info.size).toMatchObject({ z: 4, height: 2, width: 3 })
  const { data, shape } = await section.readPlane({ z: 2 })
  expect(shape).toEqual([2, 3])
  expect([...data]).toEqual([2, 102, 202, 12, 112, 212])
})

test('a part of a section asks each of its planes for a few rows, which neighbours find read', async () => {
  const reads: number[] = []
  const section = sectionImage(
    stack({}, (pixels) => reads.push(pixels)),
    'xz',
  )
  const at = async (z: number) => [
    ...(await section.readRegion({ z, y: 1, x: 1, height: 2, width: 2 })).data,
  ]
  expect(await at(0)).toEqual([101, 102, 201, 202])
  expect(reads).toEqual([4, 4])
  expect(await at(1)).toEqual([111, 112, 211, 212])
  expect(reads).toEqual([4, 4])
})

test('pixels that the file does not hold are counted of the section alone', async () => {
  const whole = stack()
  const source: ImageSource = {
    ...whole,
    // Row 1 of every plane is absent.
    readRegion: async (region, options) => ({
      ...(await whole.readRegion(region, options)),
      ...(region.y + region.height > 1 ? { filledPixels: region.width } : {}),
    }),
  }
  const section = sectionImage(source, 'xz')
  expect((await section.readPlane({ z: 0 })).filledPixels).toBeUndefined()
  expect((await section.readPlane({ z: 1 })).filledPixels).toBe(12)
})

test('of a large plane a thousand planes give bands, never more', async () => {
  const reads: number[] = []
  const source = memorySource({
    axes: 'zyx',
    shape: [1000, 100, 64],
    dtype: 'uint8',
    plane: (z) => new Uint8Array(6400).map((_, at) => (z + Math.floor(at / 64)) % 251),
    onRead: (pixels) => reads.push(pixels),
  })
  const { data } = await sectionImage(source, 'xz').readPlane({ z: 40 })
  expect([data[0], data[64], data[999 * 64]]).toEqual([40, 41, 1039 % 251])
  expect(reads).toHaveLength(1000)
  expect(new Set(reads)).toEqual(new Set([32 * 64]))
})

test('a column of colours keeps its samples together', async () => {
  const source = memorySource({
    axes: 'zyxs',
    shape: [2, 1, 2, 3],
    dtype: 'uint8',
    plane: (z) => Uint8Array.from({ length: 6 }, (_, at) => 10 * z + at),
  })
  const { data, axes } = await sectionImage(source, 'yz').readPlane({ z: 1 })
  expect(axes).toBe('yxs')
  expect([...data]).toEqual([3, 4, 5, 13, 14, 15])
})

test('pixels of a section are as high as the planes lie apart', () => {
  const pixelSizeUm = { x: 0.1, y: 0.2, z: 0.5 }
  const sizeOf = (kind: 'xz' | 'yz', size: ImageInfo['pixelSizeUm']) =>
    sectionImage(stack({ pixelSizeUm: size }), kind).info.pixelSizeUm
  expect(sizeOf('xz', pixelSizeUm)).toEqual({ x: 0.1, y: 0.5, z: 0.2 })
  expect(sizeOf('yz', pixelSizeUm)).toEqual({ x: 0.5, y: 0.2, z: 0.1 })
  expect(sizeOf('xz', { x: 0.1, y: 0.2 })).toBe('uncalibrated')
})

test('a section that nobody waits for is not read', async () => {
  const section = sectionImage(stack(), 'xz')
  const signal = AbortSignal.abort()
  await expect(section.readPlane({ z: 0 }, { signal })).rejects.toMatchObject({
    code: 'cancelled',
  })
})
