import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import { readLabelImage } from '../../../src-main/core/images/read-label-image.ts'
import { openModels } from '../../../src-main/core/tools/open-models.ts'
import { predictCase } from '../../../src-main/core/tools/predict.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'
import { description05, input05, output05 } from '../../fixtures/onnx/description.ts'
import { onnxModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-postprocessed-'))
})
afterEach(() => rm(folder, { recursive: true }))
afterAll(() => openModels.close())

const rays = 8
/** Channel 0 the image, the others 6 px everywhere; one output pixel for 2 x 2 of the image. */
const network = onnxModel({
  inputs: { x: [1, 1, 'height', 'width'] },
  outputs: { y: [1, rays + 1, 'h', 'w'] },
  weights: {
    w: { shape: [rays + 1, 1, 1, 1], values: [1, ...Array<number>(rays).fill(0)] },
    b: { shape: [rays + 1], values: [0, ...Array<number>(rays).fill(6)] },
  },
  nodes: [
    {
      type: 'Conv',
      inputs: ['x', 'w', 'b'],
      outputs: ['y'],
      integers: { kernel_shape: [1, 1], strides: [2, 2] },
    },
  ],
})

test('a package with stardist_postprocessing gives objects of the image’s size', async () => {
  const model = await writePackage(join(folder, 'model'), {
    weights: network,
    description: description05({
      inputs: [
        input05({
          axes: [
            { type: 'batch' },
            { type: 'channel', channel_names: ['raw'] },
            { type: 'space', id: 'y', size: { min: 16, step: 2 } },
            { type: 'space', id: 'x', size: { min: 16, step: 2 } },
          ],
        }),
      ],
      outputs: [
        output05({
          data: { type: 'int32' },
          postprocessing: [
            {
              id: 'stardist_postprocessing',
              kwargs: { prob_threshold: 0.5, nms_threshold: 0.4, grid: [2, 2], n_rays: rays, b: 2 },
            },
          ],
        }),
      ],
    }),
  })
  const values = new Array<number>(60 * 80).fill(0)
  values[20 * 80 + 20] = 0.8
  values[20 * 80 + 24] = 0.7 // shares most with the first
  values[40 * 80 + 60] = 0.9
  const image = await writeNpy(join(folder, 'image.npy'), [60, 80], values, 'float32')
  const output = await predictCase(
    {
      reference: model,
      task: 'instances',
      settings: toolSettingsSchema.parse({}),
      case: { id: 'case-1', image },
      outputDir: join(folder, 'out'),
      cacheDir: join(folder, 'cache'),
      threads: 1,
      seed: 1,
    },
    {},
  )
  const labels = await readLabelImage(output.outputs[0]!.path)
  expect(labels.shape).toEqual([60, 80])
  expect(labels.data[40 * 80 + 60]).toBe(1)
  expect(labels.data[20 * 80 + 20]).toBe(2)
  expect(Math.max(...labels.data)).toBe(2)
  const area = labels.data.filter((label) => label === 1).length
  expect(area).toBeGreaterThan(80)
  expect(area).toBeLessThan(120)
})
