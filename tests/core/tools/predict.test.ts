import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { type ToolSettings, toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import type { Task } from '../../../src-main/contract/words.ts'
import { openModels } from '../../../src-main/core/tools/open-models.ts'
import { predictCase } from '../../../src-main/core/tools/predict.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

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

test('gives each kind of tool its turn and the total time', async () => {
  const image = await writeNpy(join(folder, 'a.npy'), [1, 4], [0, 0, 9, 9])
  await writeNpy(join(folder, 'pred', 'a.npy'), [1, 4], [0, 0, 1, 1])
  const filtered = await predict('baseline:median', 'restoration', image)
  expect(filtered.outputs[0]?.path).toMatch(/prediction\.ome\.tif$/)
  const imported = await predict(`predictions:${join(folder, 'pred')}`, 'instances', image)
  expect(imported.outputs[0]?.path).toMatch(/prediction\.npy$/)
  expect(filtered.seconds['total']).toBeGreaterThan(0)
  expect(imported.seconds['total']).toBeGreaterThan(0)
})

test('refuses a baseline for a task that is not its own, before anything is written', async () => {
  const image = await writeNpy(join(folder, 'a.npy'), [1, 2], [0, 9])
  await expect(predict('baseline:gaussian', 'instances', image)).rejects.toThrow(
    /does restoration, but the task is instances/,
  )
  expect(existsSync(join(folder, 'out'))).toBe(false)
})

test('stops a cancelled job', async () => {
  const image = await writeNpy(join(folder, 'a.npy'), [1, 2], [0, 9])
  const signal = AbortSignal.abort()
  await expect(predict('baseline:otsu', 'instances', image, {}, signal)).rejects.toMatchObject({
    code: 'cancelled',
  })
})
