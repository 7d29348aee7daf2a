import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import { openModels } from '../../../src-main/core/tools/open-models.ts'
import { predictCase } from '../../../src-main/core/tools/predict.ts'
import { statisticsOfImages } from '../../../src-main/core/tools/statistics-of-images.ts'
import { description05, input05 } from '../../fixtures/onnx/description.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'

let folder = ''
let images: string[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-statistics-of-images-'))
  images = [join(folder, 'dark.tif'), join(folder, 'bright.tif')]
  await writeRealImage(images[0]!, { shape: [8, 8], data: new Float32Array(64).fill(1) })
  await writeRealImage(images[1]!, { shape: [8, 8], data: new Float32Array(64).fill(5) })
})
afterAll(async () => {
  await openModels.close()
  await rm(folder, { recursive: true })
})

const model = (name: string, axes: string[]) =>
  writePackage(join(folder, name), {
    description: description05({
      inputs: [input05({ preprocessing: [{ id: 'zero_mean_unit_variance', kwargs: { axes } }] })],
    }),
    weights: identityModel([1, 1, 'y', 'x']),
  })
const settings = toolSettingsSchema.parse({})
const rest = () => ({ settings, cacheDir: join(folder, 'cache'), threads: 1 })

test('images keep their differences where a network normalises over the dataset', async () => {
  const reference = await model('over-dataset', ['batch', 'y', 'x'])
  const statistics = await statisticsOfImages({ reference, images, ...rest() })
  expect(statistics).toMatchObject({ samples: 2, steps: [{ first: [3], second: [2] }] })
  const output = await predictCase({
    ...{ reference, task: 'restoration', seed: 1, statistics: statistics! },
    ...rest(),
    settings: toolSettingsSchema.parse({ decoding: { method: 'none' } }),
    case: { id: 'bright', image: images[1]! },
    outputDir: join(folder, 'out'),
  })
  const image = await openImage(output.outputs[0]!.path)
  const { data } = await image.readPlane()
  await image.close()
  expect((data as Float32Array)[0]).toBeCloseTo((5 - 3) / 2, 5)
  expect(output.notes.join()).toMatch(/over the 2 images of the dataset: 3 and 2/)
  expect(output.notes.join()).not.toMatch(/taken over each image/)
})

test('other networks and tools ask for nothing', async () => {
  const reference = await model('per-image', ['y', 'x'])
  expect(await statisticsOfImages({ reference, images, ...rest() })).toBeNull()
  const baseline = { reference: 'baseline:otsu', images, ...rest() }
  expect(await statisticsOfImages(baseline)).toBeNull()
})

test('an image that cannot be read is an error, not a smaller dataset', async () => {
  const reference = await model('missing-image', ['batch', 'y', 'x'])
  const missing = [...images, join(folder, 'absent.tif')]
  await expect(statisticsOfImages({ reference, images: missing, ...rest() })).rejects.toThrow(
    /absent\.tif/,
  )
})
