import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { previewOrderSchema, previewSchema } from '../../../src-main/contract/bare-model.ts'
import { readRealImage } from '../../../src-main/core/images/read-real-image.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import { previewWeights } from '../../../src-main/core/tools/preview-weights.ts'
import { encodeTiff, grayPage, uint16Bytes } from '../../fixtures/images/encode-tiff.ts'
import { channelsModel } from '../../fixtures/onnx/bare-models.ts'
import { writeCzann } from '../../fixtures/onnx/czann.ts'
import { identityModel, nearestUpscaleModel } from '../../fixtures/onnx/onnx-model.ts'

let folder = ''
let plane = ''
let bright = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-preview-'))
  plane = join(folder, 'plane.ome.tif')
  // 0 to 599 along x: the middle of 256 pixels begins at 172
  const data = Float32Array.from({ length: 300 * 600 }, (_, index) => index % 600)
  await writeRealImage(plane, { shape: [300, 600], data })
  bright = join(folder, 'bright.tif')
  const values = new Array<number>(32 * 32).fill(13_107)
  await writeFile(bright, encodeTiff([grayPage(32, 32, uint16Bytes(values), { bits: 16 })]))
})
afterAll(() => rm(folder, { recursive: true }))

async function preview(
  weights: Uint8Array | string,
  settings: Record<string, unknown>,
  image = plane,
  channel: unknown = 'auto',
) {
  const path = typeof weights === 'string' ? weights : join(folder, 'net.onnx')
  if (typeof weights !== 'string') await writeFile(path, weights)
  const order = previewOrderSchema.parse({ path, settings, image, channel })
  return previewSchema.parse(await previewWeights(order, join(folder, 'cache')))
}
const bcyx = { inputAxes: 'bcyx' }
const open = identityModel([1, 1, 'h', 'w'])

test('a part around the middle goes in, every channel comes out as an image', async () => {
  const { input, outputs, notes } = await preview(channelsModel(2), {
    ...{ ...bcyx, gain: 2, outputChannels: 'inside, outside' },
  })
  expect(outputs.map(({ name, min, max }) => ({ name, min, max }))).toEqual([
    { name: 'inside', min: 344, max: 854 },
    { name: 'outside', min: 344, max: 854 },
  ])
  const shown = await readRealImage(input)
  expect(shown.shape).toEqual([256, 256])
  expect(shown.data[0]).toBe(172)
  expect((await readRealImage(outputs[0]!.path)).data[0]).toBe(344)
  expect(notes).toContain('A part around the middle: y 22 to 277, x 172 to 427.')
})

test('statistics are those of the whole plane, as in an evaluation', async () => {
  const { outputs } = await preview(open, { ...bcyx, normalisation: 'zero-mean-unit-variance' })
  const std = Math.sqrt((600 ** 2 - 1) / 12)
  expect(outputs[0]?.min).toBeCloseTo((172 - 299.5) / std, 4)
  expect(outputs[0]?.max).toBeCloseTo((427 - 299.5) / std, 4)
})

test('a network of another scale gives an image of that size', async () => {
  const { outputs } = await preview(nearestUpscaleModel(2, ['h', 'w']), {
    ...{ ...bcyx, outputScale: 2 },
  })
  expect((await readRealImage(outputs[0]!.path)).shape).toEqual([512, 512])
})

test('fixed blocks larger than the image are filled by mirroring', async () => {
  const { outputs } = await preview(open, { ...bcyx, blockPx: 64 }, bright)
  expect((await readRealImage(outputs[0]!.path)).shape).toEqual([32, 32])
  expect(outputs[0]).toMatchObject({ min: 13_107, max: 13_107 })
})

test('a ZEISS container sees 16 bits between 0 and 1', async () => {
  const path = await writeCzann(join(folder, 'cells.czann'))
  const { outputs } = await preview(
    path,
    { inputAxes: 'byxc', normalisation: 'type-range', outputChannels: 'Background, Cell' },
    bright,
  )
  expect(outputs.map(({ name }) => name)).toEqual(['Background', 'Cell'])
  expect(outputs[1]?.max).toBeCloseTo(0.2)
})

test('changed weights are opened anew', async () => {
  expect((await preview(open, bcyx)).outputs).toHaveLength(1)
  expect((await preview(channelsModel(3), bcyx)).outputs).toHaveLength(3)
})

test('one value everywhere is worth a note', async () => {
  const { notes } = await preview(open, bcyx, bright)
  expect(notes).toContainEqual(expect.stringMatching(/one value everywhere/))
})

test('what does not fit is said in words', async () => {
  const three = identityModel([1, 3, 'h', 'w'])
  await expect(preview(three, bcyx)).rejects.toThrow(/has 1 channel.* but the tool takes 3/)
  await expect(preview(open, { inputAxes: 'byx' })).rejects.toMatchObject({ code: 'axes-mismatch' })
  await expect(preview(open, {})).rejects.toThrow(/inputAxes is missing/)
  await expect(preview(open, { ...bcyx, normalisation: 'type-range' })).rejects.toThrow(
    /stored as float32/,
  )
  await expect(preview(open, bcyx, join(folder, 'none.tif'))).rejects.toMatchObject({
    code: 'file-not-found',
  })
})
