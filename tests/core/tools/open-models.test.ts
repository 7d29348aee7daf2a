import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openModels } from '../../../src-main/core/tools/open-models.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'

test('gives the sentence of the reader for a path where no model is', async () => {
  const path = join(tmpdir(), 'touchstone-no-such-model')
  const key = { path, threads: 1, cacheDir: tmpdir() }
  await expect(openModels.withModel(key, () => Promise.resolve(1))).rejects.toThrow(
    /touchstone-no-such-model/,
  )
  await openModels.close()
})

test('bare weights are other models with other settings', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-open-models-'))
  const path = join(folder, 'net.onnx')
  await writeFile(path, identityModel([1, 1, 'h', 'w']))
  const digest = (parameters: Record<string, unknown>) =>
    openModels.withModel({ path, threads: 1, cacheDir: folder, parameters }, (model) =>
      Promise.resolve(model.digest),
    )
  const plain = await digest({ inputAxes: 'bcyx' })
  expect(await digest({ inputAxes: 'bcyx', gain: 2 })).not.toBe(plain)
  expect(await digest({ inputAxes: 'bcyx' })).toBe(plain)
  // nothing stated: what a tool file beside the weights says, and here is none
  await expect(digest({})).rejects.toMatchObject({ code: 'model-invalid' })
  await openModels.close()
  await rm(folder, { recursive: true })
})
