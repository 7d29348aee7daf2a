import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
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

describe('imported predictions', () => {
  test('are copied byte for byte, with their source in the notes', async () => {
    const image = await writeNpy(join(folder, 'a.npy'), [2, 2], [1, 2, 3, 4])
    const source = await writeNpy(join(folder, 'pred', 'a_cp_masks.npy'), [2, 2], [0, 1, 1, 2])
    const output = await predict(`predictions:${join(folder, 'pred')}`, 'instances', image)
    const [file] = output.outputs
    expect(file?.path).toBe(join(folder, 'out', 'prediction.npy'))
    expect(await readFile(file?.path ?? '')).toEqual(await readFile(source))
    expect(output.notes[0]).toContain(source)
    expect(output.notes[0]).toContain(file?.sha256)
  })

  test('of another size are refused, naming both, and nothing is written', async () => {
    const image = await writeNpy(join(folder, 'a.npy'), [2, 2], [1, 2, 3, 4])
    await writeNpy(join(folder, 'pred', 'a.npy'), [2, 3], [0, 1, 1, 2, 0, 0])
    await expect(
      predict(`predictions:${join(folder, 'pred')}`, 'instances', image),
    ).rejects.toThrow(/2 x 2 but its prediction .* is 3 x 2/)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  test('that are no label image are refused by the name of the given file, not of its copy', async () => {
    const image = await writeNpy(join(folder, 'a.npy'), [1, 2], [1, 2])
    const source = await writeNpy(join(folder, 'pred', 'a.npy'), [1, 2], [0, 0.5], 'float32')
    await expect(
      predict(`predictions:${join(folder, 'pred')}`, 'instances', image),
    ).rejects.toThrow(`${source} cannot be used as labels: it holds the value 0.5`)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  test('that are no mask are refused for a semantic task', async () => {
    const image = await writeNpy(join(folder, 'a.npy'), [1, 3], [1, 2, 3])
    const source = await writeNpy(join(folder, 'pred', 'a.npy'), [1, 3], [0, 0.5, 2], 'float32')
    await expect(predict(`predictions:${join(folder, 'pred')}`, 'semantic', image)).rejects.toThrow(
      `${source} cannot be used`,
    )
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  test('may hold classes for a semantic task; whether those of the truth, the scorer asks', async () => {
    const image = await writeNpy(join(folder, 'a.npy'), [1, 3], [1, 2, 3])
    await writeNpy(join(folder, 'pred', 'a.npy'), [1, 3], [0, 1, 2])
    await predict(`predictions:${join(folder, 'pred')}`, 'semantic', image)
    expect(await readdir(join(folder, 'out'))).toEqual(['prediction.npy'])
  })

  test('may come through a tool.yaml beside them', async () => {
    const image = await writeNpy(join(folder, 'a.npy'), [1, 2], [1, 2])
    await writeNpy(join(folder, 'pred', 'a.npy'), [1, 2], [0, 1])
    const tool = join(folder, 'tool.yaml')
    await writeFile(tool, 'formatVersion: 1\nkind: predictions\nsource: pred\n')
    await predict(tool, 'instances', image)
    expect(await readdir(join(folder, 'out'))).toEqual(['prediction.npy'])
  })
})
