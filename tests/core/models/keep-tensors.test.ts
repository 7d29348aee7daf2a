import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { asImage, keepTensors } from '../../../src-main/core/models/keep-tensors.ts'
import { parseNpyTensor } from '../../../src-main/core/models/packages/npy-tensor.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-keep-'))
})
afterEach(() => rm(folder, { recursive: true }))

const tensor = (first: number): Tensor => ({
  axes: ['batch', 'y', 'x', 'channel'],
  shape: [2, 2, 3, 2],
  dtype: 'float32',
  data: Float32Array.from({ length: 24 }, (_, index) => first + index),
})
const tensors = { expected: tensor(0), actual: tensor(100), difference: tensor(200) }

test('three images that open, and the tensor as it is', async () => {
  const kept = await keepTensors(join(folder, 'new', 'kept'), { id: 'my/out', place: 1 }, tensors)
  expect(kept.actual).toMatch(/1-my_out-actual\.ome\.tif$/)
  const image = await openImage(kept.actual)
  try {
    expect(image.info.size).toMatchObject({ t: 2, c: 2, z: 1, height: 2, width: 3 })
    expect(image.info.dtype).toBe('float32')
  } finally {
    await image.close()
  }
  const back = parseNpyTensor(await readFile(kept.tensor), 'a', tensors.actual.axes)
  expect(back).toEqual(tensors.actual)
})

test('where one cannot be written none stays', async () => {
  const blocked = join(folder, 'blocked')
  await writeFile(blocked, 'a file, not a folder')
  await expect(keepTensors(blocked, { id: 'out', place: 0 }, tensors)).rejects.toThrow()
  const broken = { ...tensors, difference: { ...tensor(0), shape: [2, 2, 3, 99] } }
  await expect(keepTensors(folder, { id: 'out', place: 0 }, broken)).rejects.toThrow()
  expect(await readdir(folder)).toEqual(['blocked'])
})

test('channels are c, axes of no image follow each other along t', () => {
  const image = asImage(tensor(0))
  expect(image).toMatchObject({ shape: [2, 2, 1, 2, 3], axes: 'tczyx' })
  // batch 0, channel 1
  expect([...image.data.slice(6, 12)]).toEqual([1, 3, 5, 7, 9, 11])
  const classes: Tensor = {
    axes: ['batch', 'channel'],
    shape: [2, 3],
    dtype: 'uint8',
    data: Uint8Array.of(1, 2, 3, 4, 5, 6),
  }
  expect(asImage(classes).shape).toEqual([2, 3, 1, 1, 1])
})
