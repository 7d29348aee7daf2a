import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRealImage } from '../../../../src-main/core/images/read-real-image.ts'
import {
  drawField,
  drawSpots,
  whiteOf,
} from '../../../../src-main/core/tools/check-tool/draw-images.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-draw-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('spots are the same every time and another image each', async () => {
  const [one, two] = await drawSpots(join(folder, 'a'), 2)
  const [again] = await drawSpots(join(folder, 'b'), 1)
  const first = await readRealImage(one!)
  expect((await readRealImage(again!)).data).toEqual(first.data)
  expect((await readRealImage(two!)).data).not.toEqual(first.data)
  expect(Math.max(...first.data)).toBeGreaterThan(100)
})

test('a field has channels and at most 512 pixels a side of the image that it imitates, and no times', async () => {
  const path = join(folder, 'field.ome.tif')
  await drawField(path, { axes: 'tcyx', shape: [5, 2, 600, 20] }, 7)
  const { axes, shape, data } = await readRealImage(path)
  expect([axes, shape]).toEqual(['cyx', [2, 512, 20]])
  expect(data.every((value) => value === 7)).toBe(true)
})

test('white is the largest value of the pixel type', () => {
  expect([whiteOf('uint8'), whiteOf('uint16'), whiteOf('int16')]).toEqual([255, 65_535, 32_767])
})
