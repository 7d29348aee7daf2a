import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ToolSettings, toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import type { Task } from '../../../src-main/contract/words.ts'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { readLabelImage } from '../../../src-main/core/images/read-label-image.ts'
import { openModels } from '../../../src-main/core/tools/open-models.ts'
import { predictCase } from '../../../src-main/core/tools/predict.ts'
import { readPoints } from '../../../src-main/core/tables/read-points.ts'
import { writeNpy, writeRgbPng } from '../../fixtures/datasets/write-npy.ts'

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

/** 12 x 12 with one bright square of 6 x 6. */
const square = Array.from({ length: 144 }, (_, i) => {
  const [y, x] = [Math.floor(i / 12), i % 12]
  return y >= 3 && y < 9 && x >= 3 && x < 9 ? 200 : 20
})

describe('baselines', () => {
  test('an enlarged image has more and smaller pixels', async () => {
    const image = await writeNpy(join(folder, 'a.npy'), [12, 12], square)
    const settings = { parameters: { factor: 2 } }
    const output = await predict('baseline:bicubic', 'restoration', image, settings)
    const written = await openImage(output.outputs[0]?.path ?? '')
    expect(written.info.shape).toEqual([24, 24])
    await written.close()
  })

  test('write the objects as a label image with its hash, times and no provider', async () => {
    const image = await writeNpy(join(folder, 'a.npy'), [12, 12], square)
    const output = await predict('baseline:otsu', 'instances', image)
    const [file] = output.outputs
    expect(file).toMatchObject({
      role: 'prediction',
      path: join(folder, 'out', 'prediction.ome.tif'),
    })
    expect(file?.sha256).toMatch(/^sha256:/)
    expect(output).toMatchObject({ provider: null, tiles: 0, notes: [] })
    expect(Object.keys(output.seconds).sort()).toEqual(['compute', 'read', 'total', 'write'])
    const labels = await readLabelImage(file?.path ?? '')
    expect([...labels.data]).toEqual(square.map((value) => (value === 200 ? 1 : 0)))
  })

  test('give the same bytes twice', async () => {
    const image = await writeNpy(join(folder, 'a.npy'), [12, 12], square)
    const first = await predict('baseline:otsu-watershed', 'instances', image)
    const second = await predict('baseline:otsu-watershed', 'instances', image)
    expect(second.outputs).toEqual(first.outputs)
  })

  test('see the luminance of a colour image and say so', async () => {
    const image = await writeRgbPng(
      join(folder, 'a.png'),
      [12, 12],
      square.flatMap((value) => [value, value, value]),
    )
    const output = await predict('baseline:otsu', 'instances', image)
    expect(output.notes[0]).toMatch(/luminance of RGB/)
    const labels = await readLabelImage(output.outputs[0]?.path ?? '')
    expect(labels.data.filter((label) => label === 1)).toHaveLength(36)
  })

  test('input writes the pixels it read', async () => {
    const values = [0.25, -3, 7, 1e6]
    const image = await writeNpy(join(folder, 'a.npy'), [2, 2], values, 'float32')
    const output = await predict('baseline:input', 'restoration', image)
    const written = await openImage(output.outputs[0]?.path ?? '')
    expect([...(await written.readAll()).data]).toEqual(values)
    await written.close()
  })

  test('refuse a task that is not theirs, an unknown parameter, and a cancelled job', async () => {
    const image = await writeNpy(join(folder, 'a.npy'), [12, 12], square)
    await expect(predict('baseline:otsu', 'restoration', image)).rejects.toThrow(
      /instances and semantic and detection, but the task is restoration/,
    )
    await expect(
      predict('baseline:otsu', 'instances', image, { parameters: { sigma: 1 } }),
    ).rejects.toMatchObject({ code: 'bad-options' })
    await expect(
      predict('baseline:otsu', 'instances', image, {}, AbortSignal.abort()),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })
})

test('detection takes where the objects are, as a table of points', async () => {
  const image = await writeNpy(join(folder, 'a.npy'), [12, 12], square)
  const { outputs, notes } = await predict('baseline:otsu', 'detection', image)
  expect(outputs[0]?.path).toBe(join(folder, 'out', 'prediction.csv'))
  const { coordinates, scores } = await readPoints(outputs[0]!.path)
  expect([[...coordinates], scores]).toEqual([[5.5, 5.5], null])
  expect(notes).toContain('Each point is the centroid of an object that the tool found.')
})
