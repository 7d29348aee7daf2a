import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRealImage } from '../../src-main/core/images/read-real-image.ts'
import { writeRealImage } from '../../src-main/core/images/write-real-image.ts'
import { writeErrorMap } from '../../src-main/engine/write-error-map.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-map-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function written(name: string, axes: string, shape: number[], step: number) {
  const path = join(folder, name)
  const length = shape.reduce((all, one) => all * one, 1)
  const data = Float64Array.from({ length }, (_, i) => (i * step) % 50)
  await writeRealImage(path, { axes, shape, data }, { pixelSizeUm: { x: 0.2, y: 0.2 } })
  return { path, data }
}

test('channels come back where they were, with one value per pixel', async () => {
  const shape = [2, 12, 16]
  const truth = await written('truth.ome.tif', 'cyx', shape, 7)
  const prediction = await written('prediction.ome.tif', 'cyx', shape, 11)
  const output = join(folder, 'map.ome.tif')
  const pair = { truth: truth.path, prediction: prediction.path, options: {}, output }
  const { output: file } = await writeErrorMap({ ...pair, kind: 'squared-error' })
  expect(file).toMatchObject({ role: 'error-map', path: output })
  const map = await readRealImage(output)
  expect([map.axes, map.shape, map.dtype]).toEqual(['cyx', shape, 'float32'])
  expect(Array.from(map.data)).toEqual(
    Array.from(truth.data, (value, i) => (value - prediction.data[i]!) ** 2),
  )
})

test('a kind that is none is refused with the list, and so are images of unlike shape', async () => {
  const truth = await written('truth.ome.tif', 'yx', [12, 16], 7)
  const other = await written('other.ome.tif', 'yx', [12, 15], 7)
  const pair = { truth: truth.path, prediction: other.path, options: {}, output: join(folder, 'm') }
  await expect(writeErrorMap({ ...pair, kind: 'heat' })).rejects.toThrow(
    'ssim, squared-error, difference-after-fit, squirrel',
  )
  await expect(writeErrorMap({ ...pair, kind: 'ssim' })).rejects.toMatchObject({
    code: 'shape-mismatch',
  })
})
