import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import { writeLabelImage } from '../../../src-main/core/images/write-label-image.ts'
import type { ImageSource } from '../../../src-main/core/images/types.ts'
import { readTensor } from '../../../src-main/core/inference/tensor-reader.ts'
import { imageReader } from '../../../src-main/core/tools/image-reader.ts'

let folder = ''
let stack: ImageSource
let labels: ImageSource
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-image-reader-'))
  const data = Float32Array.from({ length: 2 * 3 * 4 * 5 }, (_, index) => index)
  const path = join(folder, 'stack.ome.tif')
  await writeRealImage(path, { shape: [2, 3, 4, 5], axes: 'czyx', data })
  stack = await openImage(path)
  const plain = join(folder, 'labels.tif')
  await writeLabelImage(plain, { shape: [2, 2], data: Uint32Array.of(1, 2, 3, 500) })
  labels = await openImage(plain)
})
afterAll(async () => {
  await stack.close()
  await labels.close()
  await rm(folder, { recursive: true })
})

const channel = (c: number) => ({ from: 'channel', c, sample: 0 }) as const
const at = (c: number, z: number, y: number, x: number) => ((c * 3 + z) * 4 + y) * 5 + x

test('axes come in the order of the network, absent ones with size 1', async () => {
  const plan = { sources: [channel(1), channel(0)], note: null }
  const axes = ['batch', 'channel', 'y', 'x']
  const reader = imageReader(stack, plan, axes, 'float32', { t: 0, z: 2 })
  expect(reader.shape).toEqual([1, 2, 4, 5])
  const box = await reader.read({ start: [0, 0, 1, 3], size: [1, 2, 2, 2] })
  const rows = [1, 0].flatMap((c) => [1, 2].flatMap((y) => [3, 4].map((x) => at(c, 2, y, x))))
  expect([...box]).toEqual(rows)
})

test('channels last, and x before y, are laid out so', async () => {
  const plan = { sources: [channel(0), channel(1)], note: null }
  const last = imageReader(stack, plan, ['batch', 'y', 'x', 'channel'], 'float32', { t: 0, z: 0 })
  const box = await last.read({ start: [0, 1, 2, 0], size: [1, 1, 2, 2] })
  expect([...box]).toEqual([at(0, 0, 1, 2), at(1, 0, 1, 2), at(0, 0, 1, 3), at(1, 0, 1, 3)])
  const turned = imageReader(stack, plan, ['channel', 'x', 'y'], 'float32', { t: 0, z: 0 })
  expect([...(await turned.read({ start: [1, 0, 1], size: [1, 2, 2] }))]).toEqual(
    [0, 1].flatMap((x) => [1, 2].map((y) => at(1, 0, y, x))),
  )
})

test('a volume is read as a whole stack or a part of it', async () => {
  const plan = { sources: [channel(1)], note: null }
  const reader = imageReader(stack, plan, ['z', 'y', 'x'], 'float32', { t: 0, z: 'all' })
  expect(reader.shape).toEqual([3, 4, 5])
  const box = await reader.read({ start: [1, 3, 4], size: [2, 1, 1] })
  expect([...box]).toEqual([at(1, 1, 3, 4), at(1, 2, 3, 4)])
})

test('values keep the type that the network is described with, else they are float32', async () => {
  const plan = { sources: [channel(0)], note: null }
  const kept = imageReader(labels, plan, ['y', 'x'], 'uint16', { t: 0, z: 0 })
  expect((await readTensor(kept)).data).toEqual(Uint16Array.of(1, 2, 3, 500))
  const real = imageReader(labels, plan, ['y', 'x'], 'uint8', { t: 0, z: 0 })
  expect((await readTensor(real)).data).toEqual(Float32Array.of(1, 2, 3, 500))
})

test('a pixel without a number is named', async () => {
  const path = join(folder, 'holes.tif')
  await writeRealImage(path, { shape: [2, 3], data: Float32Array.of(0, 1, 2, 3, Number.NaN, 5) })
  const image = await openImage(path)
  const plan = { sources: [channel(0)], note: null }
  const reader = imageReader(image, plan, ['y', 'x'], 'float32', { t: 0, z: 0 })
  await expect(reader.read({ start: [1, 0], size: [1, 3] })).rejects.toMatchObject({
    code: 'image-not-finite',
    message: expect.stringMatching(/holes\.tif holds NaN at y 1, x 1 of plane z 0/) as string,
  })
  await image.close()
})
