import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodingSchema, toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { readLabelImage } from '../../../src-main/core/images/read-label-image.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import { openModels } from '../../../src-main/core/tools/open-models.ts'
import { predictCase } from '../../../src-main/core/tools/predict.ts'
import { maskChannel } from '../../../src-main/core/tools/stream-prediction.ts'
import { description05 } from '../../fixtures/onnx/description.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'

const shape = [3, 20, 30]
const data = Float32Array.from({ length: 1800 }, (_, index) => ((index * 7919) % 1013) / 1013)
let folder = ''
let model = ''
let image = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-stream-prediction-'))
  image = join(folder, 'stack.ome.tif')
  await writeRealImage(image, { shape, data }, { pixelSizeUm: { x: 0.5, y: 0.5 } })
  model = await writePackage(join(folder, 'model'), {
    description: description05(),
    weights: identityModel([1, 1, 'y', 'x']),
  })
})
afterAll(async () => {
  await openModels.close()
  await rm(folder, { recursive: true })
})

function predict(task: 'semantic' | 'restoration', decoding: object) {
  return predictCase({
    ...{ reference: model, task, seed: 1, threads: 1 },
    settings: toolSettingsSchema.parse({ decoding }),
    case: { id: 'stack', image },
    outputDir: join(folder, task),
    cacheDir: join(folder, 'cache'),
  })
}

test('a mask of a stack is written plane by plane, each pixel by the threshold', async () => {
  const decoding = { method: 'threshold-components', threshold: 0.25 }
  const output = await predict('semantic', decoding)
  const labels = await readLabelImage(output.outputs[0]!.path)
  expect(labels.shape).toEqual(shape)
  expect(labels.data).toEqual(Uint32Array.from(data, (value) => (value > 0.25 ? 1 : 0)))
  expect(output.seconds).toHaveProperty('decode')
})

test('a restored stack keeps values and pixel size', async () => {
  const output = await predict('restoration', { method: 'none' })
  const restored = await openImage(output.outputs[0]!.path)
  expect((await restored.readAll()).data).toEqual(data)
  expect(restored.info.pixelSizeUm).toMatchObject({ x: 0.5, y: 0.5 })
  await restored.close()
})

test('a channel that the output has not is told by both numbers', async () => {
  const decoding = { method: 'threshold-components', threshold: 0.5, channel: 2 }
  await expect(predict('semantic', decoding)).rejects.toThrow(
    /asks for output channel 2, but the tool's output has 1 channel/,
  )
})

test('only masks whose pixels stand alone are written piece by piece', () => {
  const channelOf = (decoding: object) => maskChannel(decodingSchema.parse(decoding))
  expect(channelOf({ method: 'none' })).toBe(0)
  expect(channelOf({ method: 'foreground-boundary', foregroundChannel: 1 })).toBe(1)
  expect(channelOf({ method: 'threshold-watershed', channel: 2 })).toBe(2)
  expect(channelOf({ method: 'threshold-components', threshold: 'automatic' })).toBeNull()
  expect(channelOf({ method: 'stardist' })).toBeNull()
})
