import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { halveBlock } from '../../../../src-main/core/images/pyramid/halve-block.ts'
import {
  isQuick,
  quickPlaneBytes,
  readQuickLevel,
} from '../../../../src-main/core/images/pyramid/quick-level.ts'
import { withPyramid } from '../../../../src-main/core/images/pyramid/with-pyramid.ts'
import { memorySource } from '../../../fixtures/images/memory-source.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const [height, width] = [1101, 1303]
const pixels = Uint16Array.from({ length: height * width }, (_, i) => (i * 7919) % 5000)
const plain = () =>
  memorySource({ axes: 'yx', shape: [height, width], dtype: 'uint16', plane: () => pixels })

function quarter(reduction: 'mean' | 'mode') {
  const half = halveBlock(pixels, height, width, 1, 'uint16', reduction)
  return halveBlock(half, 551, 652, 1, 'uint16', reduction)
}

test.each(['mean', 'mode'] as const)(
  'has the pixels that a stored copy would have, by %s',
  async (reduction) => {
    const source = withPyramid(plain(), {
      cacheDir: folder.path,
      contentKey: 'k',
      kind: reduction,
      quickBytes: quickPlaneBytes,
    })
    expect(source.info.levels[2]).toEqual({
      downsample: 4,
      height: 276,
      width: 326,
      onDemand: true,
      quick: true,
    })
    expect(await source.isLevelReady({}, 2)).toBe(true)
    const whole = await source.readRegion({ level: 2, y: 0, x: 0, height: 276, width: 326 })
    expect(whole).toMatchObject({ axes: 'yx', shape: [276, 326], dtype: 'uint16' })
    expect(whole.data).toEqual(quarter(reduction))
    expect(readdirSync(folder.path)).toEqual([])
    await source.close()
  },
)

test('a rectangle of a level is the same part of it, at the odd edges too', async () => {
  const part = await readQuickLevel(plain(), { y: 270, x: 300, height: 6, width: 26 }, 2, 'mean')
  const all = quarter('mean')
  const rows = Array.from({ length: 6 }, (_, row) => [
    ...all.slice((270 + row) * 326 + 300, (271 + row) * 326),
  ])
  expect([...part.data]).toEqual(rows.flat())
})

test('a rectangle outside the level is refused', async () => {
  const source = withPyramid(plain(), {
    cacheDir: folder.path,
    contentKey: 'k',
    quickBytes: quickPlaneBytes,
  })
  const outside = source.readRegion({ level: 2, y: 270, x: 0, height: 7, width: 1 })
  await expect(outside).rejects.toMatchObject({ code: 'bad-request' })
  await source.close()
})

test('what the file does not hold is told at every scale', async () => {
  const source = plain()
  const holed = {
    ...source,
    readRegion: async (...args: Parameters<typeof source.readRegion>) => ({
      ...(await source.readRegion(...args)),
      filledPixels: 3,
    }),
  }
  const { filledPixels } = await readQuickLevel(
    holed,
    { y: 0, x: 0, height: 276, width: 326 },
    2,
    'mean',
  )
  expect(filledPixels).toBe(1)
})

test('only planes below the limit are quick', () => {
  const { info } = plain()
  expect(isQuick(info, height * width * 2)).toBe(true)
  expect(isQuick(info, height * width * 2 - 1)).toBe(false)
})

test('memory that is used again leaves no pixel of the plane before, and a failure keeps its memory', async () => {
  const sized = (value: number) =>
    memorySource({
      axes: 'yx',
      shape: [64, 64],
      dtype: 'uint16',
      plane: () => new Uint16Array(64 * 64).fill(value),
    })
  const quarterOf = (source: ReturnType<typeof sized>) =>
    readQuickLevel(source, { y: 0, x: 0, height: 16, width: 16 }, 2, 'mean')
  const targets: unknown[] = []
  const filling = (value: number) => ({
    ...sized(value),
    readRegion: (...[, options]: Parameters<ReturnType<typeof sized>['readRegion']>) => {
      targets.push(options?.target?.buffer)
      const data = (options?.target as Uint16Array).fill(value)
      const block = { axes: 'yx', shape: [64, 64], dtype: 'uint16', data } as const
      return value > 8 ? Promise.reject(new Error('damaged')) : Promise.resolve(block)
    },
  })
  const first = await quarterOf(filling(7))
  const second = await quarterOf(filling(8))
  expect(targets[1]).toBe(targets[0])
  expect([first.data[0], second.data[0]]).toEqual([7, 8])
  await expect(quarterOf(filling(9))).rejects.toThrow('damaged')
  await quarterOf(filling(3))
  expect(targets[2]).toBe(targets[0])
  expect(targets[3]).not.toBe(targets[0])
})
