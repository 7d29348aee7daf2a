import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openImage } from '../../src-main/core/images/open-image.ts'
import { createImageAnswers } from '../../src-main/engine/image-answers.ts'
import { objectPicture } from '../../src-main/engine/object-picture.ts'
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

const side = 40

function file(name: string, valueAt: (x: number, y: number) => number) {
  const path = join(folder, name)
  const pixels = Uint16Array.from({ length: side * side }, (_, at) =>
    valueAt(at % side, Math.floor(at / side)),
  )
  writeFileSync(path, encodeTiff(pixels, [side, side]))
  return question(path, { cacheDir: join(folder, 'cache') })
}

async function pixelsOf(png: Uint8Array): Promise<(x: number, y: number) => number[]> {
  const path = join(folder, 'picture.png')
  writeFileSync(path, png)
  const source = await openImage(path)
  const { data, shape } = await source.readPlane()
  await source.close()
  return (x, y) => [0, 1, 2].map((at) => Number(data[(y * shape[1]! + x) * 3 + at]))
}

test('shows the place in the corner of an image, with both outlines where the labels are', async () => {
  const isInside = (x: number, y: number): boolean => x < 8 && y < 8
  const image = file('image.tif', (x, y) => (isInside(x, y) ? 1000 : 0))
  const truth = file('truth.tif', (x, y) => (isInside(x, y) ? 5 : 0))
  const prediction = file('prediction.tif', () => 0)
  const { png } = await objectPicture(
    {
      image,
      outlines: [
        { side: 'truth', image: truth, label: 5 },
        { side: 'prediction', image: prediction, label: null },
      ],
      at: { x: 4, y: 4, z: 0 },
      ...{ sidePx: 16, side: 32 },
    },
    createImageAnswers(),
  )
  const at = await pixelsOf(png)
  expect(at(2, 2)).toEqual([118, 118, 118]) // outside the image
  expect(at(16, 16)).toEqual([255, 255, 255]) // the object
  expect(at(30, 30)).toEqual([0, 0, 0]) // the background
  expect(at(23, 16)).toEqual([86, 180, 255]) // its right edge, in the truth's blue
})

test('the pieces of a mask have no number of their own: all outlines are bright', async () => {
  const image = file('flat.tif', () => 0)
  const mask = file('mask.tif', (x) => (x > 19 ? 255 : 0))
  const order = {
    ...{ image, at: { x: 20, y: 20, z: 0 }, sidePx: 16, side: 16 },
    outlines: [{ side: 'truth' as const, image: mask, label: 2 }],
  }
  const at = await pixelsOf((await objectPicture(order, createImageAnswers())).png)
  expect(at(8, 8)).toEqual([86, 180, 255])
})
