import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openImage } from '../../src-main/core/images/open-image.ts'
import { createImageAnswers } from '../../src-main/engine/image-answers.ts'
import { truthPicture } from '../../src-main/engine/truth-picture.ts'
import { encodeTiff } from '../contract/encode-tiff.ts'
import { newFolder } from '../contract/small-dataset.ts'
import { question } from './image-question.ts'

let folder = ''
beforeAll(() => {
  folder = newFolder()
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const blue = [86, 180, 255]
const outside = [118, 118, 118]

function file(
  name: string,
  valueAt: (x: number, y: number) => number,
  [height, width]: readonly [number, number] = [100, 200],
) {
  const path = join(folder, name)
  const pixels = Uint16Array.from({ length: height * width }, (_, at) =>
    valueAt(at % width, Math.floor(at / width)),
  )
  writeFileSync(path, encodeTiff(pixels, [height, width]))
  return question(path, { cacheDir: join(folder, 'cache') })
}

async function pictured(order: Parameters<typeof truthPicture>[0]) {
  const path = join(folder, 'picture.png')
  writeFileSync(path, (await truthPicture(order, createImageAnswers())).png)
  const source = await openImage(path)
  const { data, shape } = await source.readPlane()
  await source.close()
  return (x: number, y: number) => [0, 1, 2].map((at) => Number(data[(y * shape[1]! + x) * 3 + at]))
}

test('a picture of an object is around it, with what lies outside the image in gray', async () => {
  const isObject = (x: number, y: number): boolean => x >= 190 && y < 10
  const image = file('image.tif', (x, y) => (isObject(x, y) ? 1000 : 0))
  const truth = file('truth.tif', (x, y) => (isObject(x, y) ? 7 : x === 3 ? 2 : 0))
  // 10 px wide, shown with 26 px: from 182 to 208 and from -8 to 18
  const at = await pictured({ image, truth, label: 7, side: 26 })
  expect(at(13, 4)).toEqual(outside)
  expect(at(20, 13)).toEqual(outside)
  expect(at(12, 12)).toEqual([255, 255, 255])
  expect(at(2, 12)).toEqual([0, 0, 0])
  expect(at(8, 12)).toEqual(blue)
})

test('without a label the whole image is shown, every outline bright', async () => {
  const image = file('flat.tif', () => 0)
  const truth = file('halves.tif', (x) => (x < 100 ? 1 : 2))
  const at = await pictured({ image, truth, label: null, side: 50 })
  expect(at(25, 5)).toEqual(outside)
  expect(at(24, 25)).toEqual(blue)
  expect(at(25, 25)).toEqual(blue)
  expect(at(12, 25)).toEqual([0, 0, 0])
})

test('a truth of another size is drawn where its pixels are, and nothing beyond it', async () => {
  const image = file('large.tif', () => 0)
  const truth = file('small.tif', () => 1, [50, 100])
  const at = await pictured({ image, truth, label: null, side: 200 })
  expect(at(99, 75)).toEqual(blue)
  expect(at(150, 75)).toEqual([0, 0, 0])
  expect(at(50, 130)).toEqual([0, 0, 0])
})

test('a truth that is no label image has no outlines', async () => {
  const image = file('alone.tif', () => 0)
  const at = await pictured({ image, truth: null, label: null, side: 20 })
  expect(at(10, 10)).toEqual([0, 0, 0])
})

test('a label that is not there is named with its file', async () => {
  const image = file('any.tif', () => 0)
  const truth = file('none.tif', () => 0)
  await expect(pictured({ image, truth, label: 9, side: 20 })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringMatching(/none\.tif has the label 9/) as string,
  })
})
