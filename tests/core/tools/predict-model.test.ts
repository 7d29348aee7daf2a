import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ToolSettings, toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import type { Task } from '../../../src-main/contract/words.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import { readLabelImage } from '../../../src-main/core/images/read-label-image.ts'
import { openModels } from '../../../src-main/core/tools/open-models.ts'
import { predictCase } from '../../../src-main/core/tools/predict.ts'
import { decodingSchema } from '../../../src-main/contract/tool-file.ts'
import { description05, input05, output05 } from '../../fixtures/onnx/description.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'

const shared = resolve(import.meta.dirname, '../../../../shared/real')
const examples = resolve(import.meta.dirname, '../../../resources/examples')
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-predict-'))
})
afterEach(() => rm(folder, { recursive: true }))
afterAll(() => openModels.close())

function predict(
  reference: string,
  task: Task,
  image: string,
  settings: Partial<ToolSettings> = {},
  signal?: AbortSignal,
) {
  const input = {
    reference,
    task,
    settings: { ...toolSettingsSchema.parse({}), ...settings },
    case: { id: 'case-1', image },
    outputDir: join(folder, 'out'),
    cacheDir: join(folder, 'cache'),
    threads: 1,
    seed: 1,
  }
  return predictCase(input, signal ? { signal } : {})
}

describe('models', () => {
  const unet = join(examples, 'models/nuclei-unet')
  const nuclei = join(examples, 'nuclei/images/nuclei-01.tif')

  test.skipIf(!existsSync(unet) || !existsSync(nuclei))(
    'run on an image and give objects by the decoding that the package states (needs resources/examples)',
    async () => {
      const output = await predict(unet, 'instances', nuclei)
      expect(output.provider).toBe('cpu')
      expect(output.tiles).toBeGreaterThan(0)
      const labels = await readLabelImage(output.outputs[0]?.path ?? '')
      expect(new Set(labels.data).size).toBeGreaterThan(10)
    },
  )

  test.skipIf(!existsSync(shared))(
    'without a stated decoding use the default and say with which threshold (needs ../shared/real)',
    async () => {
      const image = join(shared, 'datasets/dsb2018_fluorescence/images/0114f484a16c152b.png')
      const model = join(shared, 'models/unet2d_nuclei_broad_v0_5')
      const output = await predict(model, 'instances', image)
      expect(output.notes.join(' ')).toMatch(
        /automatic threshold of the foreground is 0\.9\d+ here/,
      )
      const labels = await readLabelImage(output.outputs[0]?.path ?? '')
      expect(new Set(labels.data).size - 1).toBe(7)
    },
  )
})

test('objects of a stack need a decoding that joins planes, where the network sees single ones', async () => {
  const channels = (tensor: Record<string, unknown>) => ({
    ...tensor,
    axes: (tensor['axes'] as { type: string }[]).map((axis) =>
      axis.type === 'channel' ? { ...axis, channel_names: ['y', 'x', 'cell'] } : axis,
    ),
  })
  const model = await writePackage(join(folder, 'flows'), {
    description: description05({
      inputs: [channels(input05())],
      outputs: [channels(output05())],
    }),
    weights: identityModel([1, 3, 'y', 'x']),
  })
  const image = join(folder, 'flows.ome.tif')
  // no flow, and the cell probability above 0 in a square of every plane
  const [depth, side] = [3, 32]
  const data = new Float32Array(3 * depth * side * side)
  for (let z = 0; z < depth; z++)
    for (let y = 8; y < 24; y++)
      for (let x = 8; x < 24; x++) {
        const at = (c: number) => ((c * depth + z) * side + y) * side + x
        data[at(0)] = (15.5 - y) / 2
        data[at(1)] = (15.5 - x) / 2
        data[at(2)] = 5
      }
  await writeRealImage(image, { shape: [3, depth, side, side], axes: 'czyx', data })
  const decode = (stitchThreshold: number) => ({
    channel: 'all' as const,
    decoding: decodingSchema.parse({ method: 'cellpose', flowThreshold: 0, stitchThreshold }),
  })
  await expect(predict(model, 'instances', image, decode(0))).rejects.toThrow(
    /has 3 planes, but Tiny works on single planes.*stitchThreshold/,
  )
  const output = await predict(model, 'instances', image, decode(0.25))
  const labels = await readLabelImage(output.outputs[0]?.path ?? '')
  expect(labels.shape).toEqual([depth, side, side])
  expect(new Set(labels.data)).toEqual(new Set([0, 1]))
})
