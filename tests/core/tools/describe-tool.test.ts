import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toolDescriptionSchema } from '../../../src-main/contract/tools.ts'
import { describeTool } from '../../../src-main/core/tools/describe-tool.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-describe-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('describes a baseline with all its parameters', async () => {
  const found = await describeTool('baseline:otsu', { task: 'instances', cacheDir: folder })
  expect(toolDescriptionSchema.parse(found)).toEqual(found)
  expect(found).toMatchObject({
    kind: 'baseline',
    version: '1',
    settings: { channel: 'auto', parameters: { minimumAreaPx: 20 } },
    cannotRun: null,
  })
})

test('says when a tool does not do the task', async () => {
  const found = await describeTool('baseline:otsu', { task: 'restoration', cacheDir: folder })
  expect(found.cannotRun).toMatch(
    /does instances and semantic and detection, but the task is restoration/,
  )
})

test('describes imported predictions with what their tool.yaml states', async () => {
  await writeNpy(join(folder, 'pred', 'a.npy'), [1, 1], [1])
  const plain = await describeTool(`predictions:${join(folder, 'pred')}`, { cacheDir: folder })
  expect(plain).toMatchObject({ kind: 'predictions', name: 'pred', version: 'not stated' })
  expect(plain.summary).toMatch(/^1 prediction/)
  const tool = join(folder, 'tool.yaml')
  await writeFile(
    tool,
    'formatVersion: 1\nkind: predictions\nsource: pred\nname: Closed\nversion: "7"\n',
  )
  const stated = await describeTool(tool, { cacheDir: folder })
  expect(toolDescriptionSchema.parse(stated)).toEqual(stated)
  expect(stated).toMatchObject({ name: 'Closed', version: '7', digest: plain.digest })
})

test('refuses what is no tool', async () => {
  await expect(describeTool('baseline:x', { cacheDir: folder })).rejects.toMatchObject({
    code: 'tool-invalid',
  })
  await expect(describeTool(join(folder, 'absent'), { cacheDir: folder })).rejects.toThrow(/absent/)
})
