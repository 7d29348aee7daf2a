/** The answers about images, from real files. */
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openImage } from '../../src-main/core/images/open-image.ts'
import { createImageAnswers } from '../../src-main/engine/image-answers.ts'
import type { TilePixels } from '../../src-main/core/engine-port.ts'
import type { ImageSource, Region } from '../../src-main/core/images/types.ts'
import { encodeTiff } from '../contract/encode-tiff.ts'
import { newFolder } from '../contract/small-dataset.ts'
import { encodeNpy } from '../fixtures/images/encode-npy.ts'
import { question, tileQuestion } from './image-question.ts'

let folder: string
beforeAll(() => {
  folder = newFolder()
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** The pixel at y, x holds 7 y + x. */
function slope(height: number, width: number): Uint16Array {
  return Uint16Array.from(
    { length: height * width },
    (_, at) => 7 * Math.floor(at / width) + (at % width),
  )
}

function file(name: string, height: number, width: number): string {
  const path = join(folder, name)
  writeFileSync(path, encodeTiff(slope(height, width), [height, width]))
  return path
}

function image(path: string, change = {}) {
  return question(path, { cacheDir: join(folder, 'cache'), ...change })
}

/** Opens real files and notes what is read of them. */
function watched() {
  const regions: Region[] = []
  const answers = createImageAnswers({
    open: async (reference, options) => {
      const source: ImageSource = await openImage(reference, options)
      return {
        ...source,
        readRegion: (region, read) => {
          regions.push(region)
          return source.readRegion(region, read)
        },
      }
    },
  })
  const tile = async (asked: Parameters<typeof tileQuestion>[0]): Promise<TilePixels> => {
    const answer = await answers.readTile(tileQuestion(asked))
    if (answer.kind !== 'pixels') throw new Error(`the answer is ${answer.kind}`)
    return answer
  }
  return { answers, tile, regions }
}

const valuesOf = ({ bytes }: TilePixels): Uint16Array => new Uint16Array(bytes.slice().buffer)

test('all tiles of a small plane come from one read, and again from none', async () => {
  const { tile, regions } = watched()
  const path = file('small.tif', 700, 900)
  const ask = (tileY: number, tileX: number) => tile({ image: image(path), tileY, tileX })
  const tiles = await Promise.all([ask(0, 0), ask(0, 1), ask(1, 0), ask(1, 1)])
  expect(tiles.map(({ shape }) => shape)).toEqual([
    [512, 512],
    [512, 388],
    [188, 512],
    [188, 388],
  ])
  expect(tiles.map((one) => valuesOf(one)[0])).toEqual([0, 512, 7 * 512, 7 * 512 + 512])
  expect(regions).toHaveLength(1)
  await ask(1, 1)
  expect(regions).toHaveLength(1)
})

test('a plane comes whole, from the same read as its tiles', async () => {
  const { answers, tile, regions } = watched()
  const path = file('whole.tif', 700, 900)
  const answer = await answers.readPlane(tileQuestion({ image: image(path) }))
  if (answer.kind !== 'pixels') throw new Error(`the answer is ${answer.kind}`)
  expect(answer.shape).toEqual([700, 900])
  expect(valuesOf(answer)).toEqual(slope(700, 900))
  await tile({ image: image(path), tileX: 1 })
  expect(regions).toHaveLength(1)
})

test('of a larger plane only the tile is read', async () => {
  const { tile, regions } = watched()
  const path = file('large.tif', 2100, 2100)
  expect(valuesOf(await tile({ image: image(path), tileY: 4, tileX: 1 }))[0]).toBe(7 * 2048 + 512)
  expect(regions).toMatchObject([{ y: 2048, x: 512, height: 52, width: 512 }])
})

test('who steps through a stack finds the next planes read', async () => {
  const { tile, regions } = watched()
  const path = join(folder, 'stack.npy')
  writeFileSync(path, encodeNpy('<u2', [6, 20, 30], new Uint8Array(6 * 20 * 30 * 2)))
  const at = (z: number) => tile({ image: image(`${path}#axes=zyx`), plane: { t: 0, c: 0, z } })
  await at(1)
  expect(regions.map(({ z }) => z)).toEqual([1])
  await at(2)
  await expect.poll(() => regions.map(({ z }) => z).sort()).toEqual([1, 2, 3, 4])
  await at(3)
  await expect.poll(() => regions.map(({ z }) => z).sort()).toEqual([1, 2, 3, 4, 5])
})

test('one file of a numbered series is told what it belongs to, unless the record knows it', async () => {
  const { answers } = watched()
  const paths = ['s_1.tif', 's_2.tif', 's_3.tif'].map((name) => file(name, 20, 30))
  const reference = join(folder, 's_*.tif')
  const sequenceIn = async (path: string, change = {}) =>
    (await answers.describe(image(path, change))).sequence
  expect(await sequenceIn(paths[1]!)).toEqual({ reference, members: 3 })
  expect(await sequenceIn(paths[1]!, { sha256: `sha256:${'a'.repeat(64)}` })).toBeNull()
  expect(await sequenceIn(reference)).toBeNull()
  expect(await sequenceIn(file('alone_1.tif', 20, 30))).toBeNull()
})

test('a changed file has another content key and its new pixels', async () => {
  const { answers, tile } = watched()
  const path = file('changed.tif', 20, 30)
  const before = await answers.describe(image(path))
  expect(valuesOf(await tile({ image: image(path) }))[1]).toBe(1)
  writeFileSync(path, encodeTiff(new Uint16Array(20 * 30).fill(9), [20, 30]))
  utimesSync(path, new Date(5000), new Date(5000))
  await expect
    .poll(async () => (await answers.describe(image(path))).contentKey, { timeout: 5000 })
    .not.toBe(before.contentKey)
  expect(valuesOf(await tile({ image: image(path) }))[1]).toBe(9)
})

test('the content key of a recorded image begins with its hash', async () => {
  const { answers } = watched()
  const path = file('recorded.tif', 20, 30)
  const sha256 = `sha256:${'a'.repeat(64)}` as const
  const { contentKey } = await answers.describe(image(path, { sha256 }))
  expect(contentKey.startsWith(`${sha256}-`)).toBe(true)
  expect(contentKey).toBe((await answers.describe(image(path, { sha256 }))).contentKey)
})

test('who has the present pixels is not sent them, at any level', async () => {
  const { answers, regions } = watched()
  const path = file('known.tif', 20, 30)
  const { contentKey } = await answers.describe(image(path))
  const known = tileQuestion({ image: image(path), knownKey: contentKey })
  expect(await answers.readTile(known)).toEqual({ kind: 'unchanged', contentKey })
  expect(regions).toEqual([])
  expect((await answers.readTile({ ...known, knownKey: 'other' })).kind).toBe('pixels')
})

test('levels that the file lacks are made when they are asked for, by mean or as labels', async () => {
  const { answers, tile } = watched()
  const [height, width] = [1100, 1100]
  const path = join(folder, 'labels.tif')
  // 2 x 2 blocks of 4, 4, 4, 8: their mean is 5, the most frequent is 4.
  const pixels = Uint16Array.from({ length: height * width }, (_, at) =>
    Math.floor(at / width) % 2 === 1 && at % 2 === 1 ? 8 : 4,
  )
  writeFileSync(path, encodeTiff(pixels, [height, width]))
  const { levels } = await answers.describe(image(path))
  expect(levels[1]).toEqual({ downsample: 2, height: 550, width: 550, onDemand: true, quick: true })
  for (const [asLabels, value] of [
    [false, 5],
    [true, 4],
  ] as const) {
    const asked = { image: image(path, { asLabels }), level: 1, tileY: 1, tileX: 1 }
    await expect
      .poll(async () => (await answers.readTile(tileQuestion(asked))).kind, { timeout: 20_000 })
      .toBe('pixels')
    const made = await tile(asked)
    expect(made.shape).toEqual([38, 38])
    expect(new Set(valuesOf(made))).toEqual(new Set([value]))
  }
})

test('statistics are exact for a usual plane and read it once', async () => {
  const { answers, regions } = watched()
  const path = file('statistics.tif', 40, 50)
  const plane = { t: 0, c: 0, z: 0 }
  const ask = () => answers.statistics(image(path), plane)
  const [first, second] = await Promise.all([ask(), ask()])
  expect(first).toEqual(second)
  expect(first).toMatchObject({ min: 0, max: 7 * 39 + 49, sampling: 'exact', sampledFrom: null })
  await ask()
  expect(regions.length).toBeLessThanOrEqual(1)
})

test('a plane beyond the image is refused, and a tile beyond the level', async () => {
  const { answers } = watched()
  const path = file('outside.tif', 20, 30)
  const ask = (change: object) =>
    answers.readTile({ ...tileQuestion({ image: image(path) }), ...change })
  await expect(ask({ plane: { t: 0, c: 0, z: 1 } })).rejects.toMatchObject({ code: 'bad-request' })
  await expect(ask({ tileX: 1 })).rejects.toMatchObject({ code: 'not-found' })
  await expect(ask({ level: 1 })).rejects.toMatchObject({ code: 'not-found' })
})

test('many images more than may be open are all answered', async () => {
  const { tile } = watched()
  mkdirSync(join(folder, 'many'))
  const paths = Array.from({ length: 30 }, (_, at) => file(`many/${at}.tif`, 5, 5 + at))
  const shapes = await Promise.all(
    paths.map(async (path) => (await tile({ image: image(path) })).shape),
  )
  expect(shapes).toEqual(paths.map((_, at) => [5, 5 + at]))
})

/** Three planes of 2 x 4 pixels; the value says z, y and x in its digits. */
function stack(name: string): string {
  const path = join(folder, name)
  const values = Uint16Array.from(
    { length: 24 },
    (_, at) => 100 * Math.floor(at / 8) + 10 * (Math.floor(at / 4) % 2) + (at % 4),
  )
  writeFileSync(path, encodeNpy('<u2', [3, 2, 4], new Uint8Array(values.buffer)))
  return path
}

test('a projection and a section of one file are images of their own, with their own keys', async () => {
  const { answers, tile } = watched()
  const path = stack('stack.npy')
  const max = image(path, { view: { kind: 'max', planes: { first: 0, last: 1 } } })
  const xz = image(path, { view: { kind: 'xz' } })
  expect([...valuesOf(await tile({ image: max }))]).toEqual([
    100, 101, 102, 103, 110, 111, 112, 113,
  ])
  expect([...valuesOf(await tile({ image: xz, plane: { t: 0, c: 0, z: 1 } }))]).toEqual([
    ...[10, 11, 12, 13, 110, 111, 112, 113, 210, 211, 212, 213],
  ])
  const described = await Promise.all([image(path), max, xz].map((one) => answers.describe(one)))
  expect(described.map(({ size }) => [size.z, size.height, size.width])).toEqual([
    [3, 2, 4],
    [1, 2, 4],
    [2, 3, 4],
  ])
  expect(new Set(described.map(({ contentKey }) => contentKey)).size).toBe(3)
  expect((await answers.statistics(max, { t: 0, c: 0, z: 0 })).max).toBe(113)
})
