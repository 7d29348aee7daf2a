/** Profiles along lines, from real files. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineProfile, type Line } from '../../../src-main/core/images/line-profile.ts'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import type { ImageSource, Region } from '../../../src-main/core/images/types.ts'
import { encodeNpy } from '../../fixtures/images/encode-npy.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'line-profile-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const plane = { t: 0, c: 0, z: 0 }

/** The pixel at y, x holds 10 y + x unless said otherwise. */
async function image(height: number, width: number, change: Record<number, number> = {}) {
  const data = Float32Array.from(
    { length: height * width },
    (_, i) => change[i] ?? 10 * Math.floor(i / width) + (i % width),
  )
  const path = join(folder, `${height}-${width}-${Object.keys(change).join('-')}.npy`)
  writeFileSync(path, encodeNpy('<f4', [height, width], new Uint8Array(data.buffer)))
  const source = await openImage(path)
  const regions: Region[] = []
  const watched: ImageSource = {
    ...source,
    readRegion: (region, options) => {
      regions.push(region)
      return source.readRegion(region, options)
    },
  }
  const ask = (line: Line, interpolation: 'bilinear' | 'nearest' = 'bilinear') =>
    lineProfile(watched, { ...line, plane, interpolation })
  return { ask, regions, path, close: () => source.close() }
}

test('along a row through the middles of pixels the values are those of the pixels', async () => {
  const { ask, close } = await image(4, 8)
  const { values, lengthPx, stepPx } = await ask({ x0: 0.5, y0: 2.5, x1: 7.5, y1: 2.5 })
  expect(values).toEqual([20, 21, 22, 23, 24, 25, 26, 27])
  expect([lengthPx, stepPx]).toEqual([7, 1])
  await close()
})

test('between the middles the value is between, in both directions', async () => {
  const { ask, close } = await image(4, 8)
  const { values } = await ask({ x0: 2, y0: 1, x1: 3, y1: 2 })
  expect(values[0]).toBeCloseTo(10 * 0.5 + 1.5, 9)
  expect(values.at(-1)).toBeCloseTo(10 * 1.5 + 2.5, 9)
  await close()
})

test('out to the edge of the image the edge pixel goes on', async () => {
  const { ask, close } = await image(2, 3)
  const { values } = await ask({ x0: 0, y0: 0, x1: 3, y1: 0 })
  expect(values).toEqual([0, 0.5, 1.5, 2])
  await close()
})

test('labels are never mixed: the pixel that a place lies in', async () => {
  const { ask, close } = await image(1, 4, { 0: 7, 1: 7, 2: 900, 3: 900 })
  const { values, interpolation } = await ask({ x0: 0, y0: 0.5, x1: 4, y1: 0.5 }, 'nearest')
  expect(values).toEqual([7, 7, 900, 900, 900])
  expect(interpolation).toBe('nearest')
  await close()
})

test('what is no number is null, and only where it is touched', async () => {
  const { ask, close } = await image(1, 4, { 2: NaN })
  const { values } = await ask({ x0: 0.5, y0: 0.5, x1: 3.5, y1: 0.5 })
  expect(values).toEqual([0, 1, null, 3])
  await close()
})

test('a long diagonal reads boxes along the line, not the plane, with the same values', async () => {
  const { ask, regions, close } = await image(3000, 3000)
  const { values } = await ask({ x0: 0.5, y0: 0.5, x1: 2999.5, y1: 2999.5 })
  const read = regions.reduce((sum, { height, width }) => sum + height * width, 0)
  expect(regions.length).toBeGreaterThan(1)
  expect(read).toBeLessThan(3000 * 3000 * 0.5)
  values.forEach((value, i) => {
    const at = (i / (values.length - 1)) * 2999
    expect(Math.abs(value! - 11 * at)).toBeLessThan(0.01)
  })
  await close()
})

test.each([
  [{ x0: -1, y0: 0, x1: 2, y1: 2 }, 'leaves'],
  [{ x0: 0, y0: 0, x1: 9, y1: 2 }, 'leaves'],
  [{ x0: 1, y0: 1, x1: 1, y1: 1 }, 'no length'],
])('a line %j is refused', async (line, words) => {
  const { ask, close } = await image(4, 8)
  await expect(ask(line)).rejects.toThrow(words)
  await expect(ask(line)).rejects.toMatchObject({ code: 'bad-request' })
  await close()
})
