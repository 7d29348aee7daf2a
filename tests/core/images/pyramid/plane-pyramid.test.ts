import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import {
  planePyramid,
  pyramidFiles,
} from '../../../../src-main/core/images/pyramid/plane-pyramid.ts'
import type { ImageSource } from '../../../../src-main/core/images/types.ts'
import { memorySource } from '../../../fixtures/images/memory-source.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
let reads = 0

function stack(): ImageSource {
  return memorySource({
    axes: 'zyx',
    shape: [3, 1500, 40],
    dtype: 'uint16',
    plane: (index) => Uint16Array.from({ length: 1500 * 40 }, (_, i) => index * 1000 + (i % 7)),
    onRead: () => reads++,
  })
}

const options = (name: string, contentKey = 'k') => ({
  cacheDir: join(folder.path, name),
  contentKey,
})

test('all levels of one plane are made, in the cache folder, once', async () => {
  const fractions: number[] = []
  const onProgress = (fraction: number): void => void fractions.push(fraction)
  const made = await planePyramid(stack(), { z: 1 }, { ...options('a'), onProgress })
  expect(made.map(({ height, width, downsample }) => [height, width, downsample])).toEqual([
    [750, 20, 2],
    [375, 10, 4],
  ])
  expect(made.every(({ path }) => path.startsWith(join(folder.path, 'a', 'pyramids')))).toBe(true)
  expect(fractions.at(-1)).toBe(1)
  expect(fractions).toEqual(fractions.toSorted((x, y) => x - y))
  const last = await openImage(made[1]!.path)
  expect((await last.readPlane()).data[0]).toBeGreaterThanOrEqual(1000)
  await last.close()
  reads = 0
  await planePyramid(stack(), { z: 1 }, options('a'))
  expect(reads).toBe(0)
})

test('other content, another series or other axes have copies of their own', async () => {
  const series = [0, 1].map((i) => ({ name: `image ${i}`, kind: 'image' }) as const)
  const second: ImageSource = { ...stack(), info: { ...stack().info, series, seriesIndex: 1 } }
  const asTime: ImageSource = { ...stack(), info: { ...stack().info, axes: 'tyx' } }
  const paths = await Promise.all([
    pyramidFiles(stack(), options('b', 'one')).ensure({}, 1),
    pyramidFiles(stack(), options('b', 'two')).ensure({}, 1),
    pyramidFiles(second, options('b', 'one')).ensure({}, 1),
    pyramidFiles(asTime, options('b', 'one')).ensure({}, 1),
    pyramidFiles(stack(), { ...options('b', 'one'), kind: 'mode' }).ensure({}, 1),
  ])
  expect(new Set(paths.map((path) => dirname(path))).size).toBe(5)
})

test('two who ask at once share one making', async () => {
  reads = 0
  const files = [stack(), stack()].map((source) => pyramidFiles(source, options('c')))
  const asked = files.map((one) => one.ensure({ z: 2 }, 2))
  await new Promise((resolve) => setImmediate(resolve))
  const [first, second] = await Promise.all(asked)
  expect(first).toBe(second)
  expect(reads).toBe(2) // the pieces of one plane
})

test('a damaged copy in between is made again', async () => {
  const files = pyramidFiles(stack(), options('d'))
  const path = await files.ensure({}, 1)
  writeFileSync(path, 'not a TIFF at all, but long enough to be one')
  const next = await files.ensure({}, 2)
  const copy = await openImage(next)
  expect(copy.info.shape).toEqual([375, 10])
  await copy.close()
  expect(statSync(path).size).toBeGreaterThan(100)
})

test('the copies of all images together stay below the limit', async () => {
  for (const key of ['one', 'two', 'three']) {
    await planePyramid(stack(), {}, { ...options('e', key), limitBytes: 1 })
    const root = join(folder.path, 'e', 'pyramids')
    for (const name of readdirSync(root, { recursive: true }) as string[]) {
      const longAgo = new Date(Date.now() - 3_600_000)
      if (name.endsWith('.tif')) utimesSync(join(root, name), longAgo, longAgo)
    }
  }
  const left = readdirSync(join(folder.path, 'e', 'pyramids'), { recursive: true }) as string[]
  expect(left.filter((name) => name.endsWith('.tif')).length).toBe(2)
})

test('an image that is small enough has none', async () => {
  const small = memorySource({
    axes: 'yx',
    shape: [20, 20],
    dtype: 'uint8',
    plane: () => new Uint8Array(400),
  })
  expect(await planePyramid(small, {}, options('f'))).toEqual([])
})
