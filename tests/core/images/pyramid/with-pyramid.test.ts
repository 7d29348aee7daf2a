import { readdirSync, statSync, truncateSync, writeFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createPixelArray } from '../../../../src-main/core/images/pixel-types.ts'
import { halveBlock } from '../../../../src-main/core/images/pyramid/halve-block.ts'
import { withPyramid } from '../../../../src-main/core/images/pyramid/with-pyramid.ts'
import type { ImageSource, PixelArray, PixelType } from '../../../../src-main/core/images/types.ts'
import { memorySource, type MemoryImage } from '../../../fixtures/images/memory-source.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
let count = 0
const options = (): { cacheDir: string; contentKey: string } => ({
  cacheDir: join(folder.path, `${count++}`),
  contentKey: 'k',
})

function image(dtype: PixelType, samples = 1, changes: Partial<MemoryImage> = {}): MemoryImage {
  const [height, width] = [1100, 37]
  const pixels = createPixelArray(dtype, height * width * samples, 'a')
  for (let i = 0; i < pixels.length; i++) {
    const value = dtype === 'bool' ? Number(i % 5 === 0) : (i * 31) % 100
    pixels[i] = pixels instanceof BigUint64Array ? BigInt(value) : value
  }
  const axes = samples > 1 ? 'yxs' : 'yx'
  const shape = samples > 1 ? [height, width, samples] : [height, width]
  return { axes, shape, dtype, plane: () => pixels, ...changes }
}

async function readLevel(
  source: ReturnType<typeof withPyramid>,
  level: number,
): Promise<PixelArray> {
  const { height, width } = source.info.levels[level]!
  return (await source.readRegion({ level, y: 0, x: 0, height, width })).data
}

test.each([
  ['uint8', 3, 'mean'],
  ['int16', 1, 'mean'],
  ['uint64', 1, 'mean'],
  ['float32', 1, 'mean'],
  ['float16', 1, 'mean'],
  ['bool', 1, 'mode'],
] as const)(
  'levels of %s with %i samples are made when they are read, by %s',
  async (dtype, samples, rule) => {
    const plain = memorySource(image(dtype, samples))
    const source = withPyramid(plain, options())
    expect(source.info.levels).toEqual([
      { downsample: 1, height: 1100, width: 37 },
      { downsample: 2, height: 550, width: 19, onDemand: true },
      { downsample: 4, height: 275, width: 10, onDemand: true },
    ])
    const { data } = await plain.readPlane()
    const half = halveBlock(data, 1100, 37, samples, dtype, rule)
    const quarter = halveBlock(half, 550, 19, samples, dtype, rule)
    expect(await source.isLevelReady({}, 2)).toBe(false)
    expect(await readLevel(source, 2)).toEqual(quarter)
    expect(await source.isLevelReady({}, 2)).toBe(true)
    expect(await readLevel(source, 1)).toEqual(half)
    const part = await source.readRegion({ level: 1, y: 100, x: 3, height: 2, width: 4 })
    expect(part).toMatchObject({
      axes: samples > 1 ? 'yxs' : 'yx',
      shape: samples > 1 ? [2, 4, samples] : [2, 4],
      dtype,
    })
    expect(part.data[0]).toEqual(half[(100 * 19 + 3) * samples])
    await source.close()
  },
)

test('labels are taken by mode, by what the file says of itself', async () => {
  const series = [{ name: 'cells', kind: 'labels' }] as const
  const plain = memorySource(image('uint16', 1, { info: { series } }))
  const source = withPyramid(plain, options())
  const { data } = await plain.readPlane()
  expect(await readLevel(source, 1)).toEqual(halveBlock(data, 1100, 37, 1, 'uint16', 'mode'))
  await source.close()
})

test('levels in the file are read from there, and level 0 always is', async () => {
  let reads = 0
  const levels = [
    { downsample: 1, height: 1100, width: 37 },
    { downsample: 2, height: 550, width: 19 },
  ]
  const source = withPyramid(
    memorySource(image('uint8', 1, { info: { levels }, onRead: () => reads++ })),
    options(),
  )
  expect(source.info.levels).toEqual(levels)
  await source.readRegion({ level: 1, y: 0, x: 0, height: 2, width: 2 })
  await source.readPlane()
  expect(reads).toBe(2)
  expect(source.levelProgress({})).toBeNull()
  await source.close()
})

test.each([
  ['is cut off', (path: string) => truncateSync(path, 200)],
  ['is something else', (path: string) => writeFileSync(path, 'x'.repeat(100))],
  [
    'has other bytes among its pixels',
    (path: string) => {
      const bytes = readFileSync(path)
      bytes.fill(0xff, 20, 60)
      writeFileSync(path, bytes)
    },
  ],
])('a copy that %s is made again', async (_, damage) => {
  const where = options()
  const source = withPyramid(memorySource(image('uint16')), where)
  const before = await readLevel(source, 1)
  await source.close()
  const root = join(where.cacheDir, 'pyramids')
  const [name] = (readdirSync(root, { recursive: true }) as string[]).filter((one) =>
    one.endsWith('.tif'),
  )
  const size = statSync(join(root, name!)).size
  damage(join(root, name!))
  const again = withPyramid(memorySource(image('uint16')), where)
  expect(await readLevel(again, 1)).toEqual(before)
  expect(statSync(join(root, name!)).size).toBe(size)
  await again.close()
})

test('progress is told while a level is made, and a cancel ends it', async () => {
  const stop = new AbortController()
  const where = options()
  const seen: (number | null)[] = []
  const source = withPyramid(
    memorySource(
      image('uint8', 1, {
        onRead: () => {
          seen.push(source.levelProgress({}))
          if (seen.length === 2) stop.abort()
        },
      }),
    ),
    where,
  )
  const region = { level: 2, y: 0, x: 0, height: 1, width: 1 }
  await expect(source.readRegion(region, { signal: stop.signal })).rejects.toMatchObject({
    code: 'cancelled',
  })
  expect(seen[0]).toBe(0)
  expect(seen[1]).toBeGreaterThan(0)
  const left = (): string[] =>
    (readdirSync(where.cacheDir, { recursive: true }) as string[]).filter((name) =>
      /part$|level2/.test(name),
    )
  await expect.poll(left).toEqual([])
  expect(source.levelProgress({})).toBeNull()
  await source.prepareLevel({}, 1)
  expect(await source.isLevelReady({}, 1)).toBe(true)
  await source.close()
})

test('closing ends the making first, and only then closes the image', async () => {
  let isOpen = true
  const readWhenClosed: boolean[] = []
  const started = Promise.withResolvers<void>()
  const plain = memorySource(image('uint8'))
  const slow: ImageSource = {
    ...plain,
    readRegion: async (region) => {
      started.resolve()
      await setTimeout(20)
      readWhenClosed.push(!isOpen)
      return plain.readRegion(region)
    },
    close: async () => void (isOpen = false),
  }
  const source = withPyramid(slow, options())
  const reading = source.readRegion({ level: 1, y: 0, x: 0, height: 1, width: 1 })
  const outcome = expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  await started.promise
  await source.close()
  await outcome
  expect(isOpen).toBe(false)
  await setTimeout(50)
  expect(readWhenClosed).toEqual([false])
})

test('more planes than are kept open can be read at the same time', async () => {
  const planes = Array.from({ length: 30 }, (_, z) => z)
  const source = withPyramid(
    memorySource({
      axes: 'zyx',
      shape: [30, 1030, 4],
      dtype: 'uint8',
      plane: (index) => new Uint8Array(1030 * 4).fill(index),
    }),
    options(),
  )
  const first = await Promise.all(
    [...planes, ...planes].map(async (z) => {
      const { data } = await source.readRegion({ level: 1, z, y: 5, x: 1, height: 1, width: 1 })
      return data[0]
    }),
  )
  expect(first).toEqual([...planes, ...planes])
  await source.close()
})

test.each([
  { level: 1, y: 0, x: 0, height: 551, width: 1 },
  { level: 1, y: -1, x: 0, height: 1, width: 1 },
  { level: 1, y: 0, x: 0, height: 0, width: 1 },
  { level: 3, y: 0, x: 0, height: 1, width: 1 },
  { level: 1, z: 1, y: 0, x: 0, height: 1, width: 1 },
])('a rectangle beyond the edge, or a level or plane that is not there: %j', async (region) => {
  const source = withPyramid(memorySource(image('uint8')), options())
  await expect(source.readRegion(region)).rejects.toMatchObject({ code: 'bad-request' })
  await source.close()
})
