import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import { halveBlock } from '../../../../src-main/core/images/pyramid/halve-block.ts'
import {
  createOmeTiffWriter,
  type OmeTiffDescription,
  type PlaneWriter,
} from '../../../../src-main/core/images/tiff/write-ome-tiff.ts'
import { bytesOf } from '../../../../src-main/core/images/pixel-types.ts'
import type { PixelArray } from '../../../../src-main/core/images/types.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { readTiffTags } from '../../../fixtures/images/tiff-tags.ts'

const folder = temporaryFolder()
const path = join(folder.path, 'a.ome.tif')
const size = { t: 1, c: 2, z: 2, height: 530, width: 600, samples: 1 }
const description: OmeTiffDescription = {
  dtype: 'uint16',
  size,
  pixelSizeUm: { x: 0.1625, y: 0.5, z: 2 },
  channels: [{ name: 'DAPI <1>', color: '#0000ff' }, { name: 'GFP' }],
  reduction: 'mean',
  compression: { method: 'deflate', level: 1 },
}
/** Far quicker than comparing arrays value by value. */
const areEqual = (a: PixelArray, b: PixelArray): boolean =>
  a.constructor === b.constructor && Buffer.compare(bytesOf(a), bytesOf(b)) === 0
const pixel = (plane: number, i: number): number => (plane * 1000 + i * 13) % 65536

async function write(
  changes: Partial<OmeTiffDescription>,
  produce: (writer: PlaneWriter) => Promise<void>,
): Promise<Buffer> {
  const handle = await open(path, 'w+')
  const writer = createOmeTiffWriter(handle, { ...description, ...changes })
  await produce(writer)
  await writer.finish()
  await handle.close()
  return readFileSync(path)
}

async function writePlanes(writer: PlaneWriter): Promise<void> {
  for (let plane = 0; plane < 4; plane++) {
    const pixels = Uint16Array.from({ length: 530 * 600 }, (_, i) => pixel(plane, i))
    await writer.writeRegion(plane, { y: 0, x: 0, height: 530, width: 600 }, pixels)
  }
}

test.each([undefined, 0])(
  'tiles of 512 and planes in order c, z (BigTIFF above %s bytes)',
  async (bigTiffAboveBytes) => {
    await write({ bigTiffAboveBytes }, writePlanes)
    const { big, pages } = readTiffTags(path)
    expect(big).toBe(bigTiffAboveBytes === 0)
    const { tags } = pages[0]!
    expect([tags.get(322), tags.get(323), tags.get(324)?.length]).toEqual([[512], [512], 4])
    expect((tags.get(282) as number[])[0]).toBeCloseTo(10_000 / 0.1625, 4)
    const image = await openImage(path)
    expect(image.info).toMatchObject({
      format: 'ome-tiff',
      axes: 'czyx',
      shape: [2, 2, 530, 600],
      pixelSizeUm: { x: 0.1625, y: 0.5, z: 2 },
      channels: [{ name: 'DAPI <1>', color: '#0000ff' }, { name: 'GFP' }],
    })
    for (let plane = 0; plane < 4; plane++) {
      const { data } = await image.readPlane({ c: plane >> 1, z: plane & 1 })
      const expected = Uint16Array.from({ length: 530 * 600 }, (_, i) => pixel(plane, i))
      expect(areEqual(data, expected)).toBe(true)
    }
    await image.close()
  },
)

test('tiles may come in any order, and what never comes is 0', async () => {
  await write({}, async (writer) => {
    await writer.writeTile(3, 1, 1, new Uint16Array(18 * 88).fill(7))
    await writer.writeTile(0, 0, 1, new Uint16Array(512 * 88).fill(8))
  })
  const image = await openImage(path)
  const last = await image.readPlane({ c: 1, z: 1 })
  expect([last.data[0], last.data[512 * 600 + 511], last.data[512 * 600 + 512]]).toEqual([0, 0, 7])
  const first = await image.readPlane({ c: 0, z: 0 })
  expect([first.data[511], first.data[512], first.data[529 * 600 + 599]]).toEqual([0, 8, 0])
  await image.close()
})

test('the same calls give the same bytes, also when they are not waited for', async () => {
  const once = await write({}, writePlanes)
  const again = await write({}, async (writer) => {
    const plane = (index: number): Uint16Array =>
      Uint16Array.from({ length: 530 * 600 }, (_, i) => pixel(index, i))
    const whole = { y: 0, x: 0, height: 530, width: 600 }
    await Promise.all([0, 1, 2, 3].map((index) => writer.writeRegion(index, whole, plane(index))))
  })
  expect(again.equals(once)).toBe(true)
})

test.each(['mean', 'mode'] as const)(
  'a plane above 1024 gets smaller copies by %s',
  async (reduction) => {
    const [height, width, samples] = [1100, 1537, reduction === 'mean' ? 3 : 1]
    const pixels = Uint16Array.from({ length: height * width * samples }, (_, i) =>
      reduction === 'mean' ? (i * 7919) % 60000 : (i >> 3) % 900,
    )
    const one = { t: 1, c: 1, z: 1, height, width, samples }
    await write({ size: one, channels: [], reduction }, async (writer) => {
      await writer.writeRegion(
        0,
        { y: 512, x: 0, height: 588, width },
        pixels.subarray(512 * width * samples),
      )
      await writer.writeRegion(
        0,
        { y: 0, x: 0, height: 512, width },
        pixels.subarray(0, 512 * width * samples),
      )
    })
    const image = await openImage(path)
    expect(image.info.levels.map((level) => [level.height, level.width])).toEqual([
      [1100, 1537],
      [550, 769],
      [275, 385],
    ])
    const half = halveBlock(pixels, height, width, samples, 'uint16', reduction)
    const quarter = halveBlock(half, 550, 769, samples, 'uint16', reduction)
    const read = async (level: number): Promise<PixelArray> => {
      const there = image.info.levels[level]!
      const region = { level, y: 0, x: 0, height: there.height, width: there.width }
      return (await image.readRegion(region)).data
    }
    expect(areEqual(await read(0), pixels)).toBe(true)
    expect(areEqual(await read(1), half)).toBe(true)
    expect(areEqual(await read(2), quarter)).toBe(true)
    await image.close()
  },
)

test('misuse is refused: a tile twice, another plane, wrong lengths, after the end', async () => {
  const handle = await open(path, 'w+')
  const writer = createOmeTiffWriter(handle, description)
  const tile = new Uint16Array(18 * 88).fill(1)
  await writer.writeTile(0, 1, 1, tile)
  await expect(writer.writeTile(0, 1, 1, tile)).rejects.toThrow('there already')
  await expect(writer.writeTile(4, 1, 1, tile)).rejects.toThrow('the image has 4')
  await expect(writer.writeTile(1, 0, 1, tile)).rejects.toThrow('values are needed')
  await expect(writer.writeTile(1, 2, 0, tile)).rejects.toThrow(RangeError)
  await writer.finish()
  await expect(writer.writeTile(2, 1, 1, tile)).rejects.toThrow('finished')
  await handle.close()
})

test('making the copies stops where nobody waits any more', async () => {
  const handle = await open(path, 'w+')
  const stop = new AbortController()
  const large = { t: 1, c: 1, z: 1, height: 20, width: 3000, samples: 1 }
  const writer = createOmeTiffWriter(handle, { ...description, size: large, signal: stop.signal })
  stop.abort()
  await expect(writer.finish()).rejects.toMatchObject({ code: 'cancelled' })
  await handle.close()
})
