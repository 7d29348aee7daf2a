/** Trials of a model through the real engine: processes of their own, real absence, and what predicts then. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../src-main/core/engine-port.ts'
import { createNodeEngine } from '../../src-main/hosts/node-core.ts'
import { newFolder, writeSmallDataset, type SmallDataset } from '../contract/small-dataset.ts'
import { description05, input05, output05 } from '../fixtures/onnx/description.ts'
import { identityModel } from '../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../fixtures/onnx/package.ts'

let folder: string
let reference: string
let dataset: SmallDataset
let engine: Engine
beforeAll(async () => {
  folder = newFolder()
  dataset = writeSmallDataset(join(folder, 'data'), { side: 96, cases: 1 })
  reference = await writePackage(join(folder, 'net'), {
    description: description05({ inputs: [input05()], outputs: [output05()] }),
    weights: identityModel([1, 1, 'y', 'x']),
  })
  engine = createNodeEngine(() => undefined)
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

const order = (provider: string) => ({ reference, provider, threads: 1, cacheDir: folder })

test('the CPU is timed and its memory measured; a provider that is absent gives its reason', async () => {
  const cpu = await engine.request('try-model', order('cpu'))
  expect(cpu).toMatchObject({ works: true, agrees: true, tilePixels: 512 ** 2, reason: null })
  expect(cpu.bytesPeak).toBeGreaterThanOrEqual(cpu.bytesBefore ?? Infinity)
  const none = await engine.request('try-model', order('abacus'))
  expect(none).toMatchObject({ works: false, agrees: null })
  expect(none.reason).toMatch(/abacus does not exist here/)
})

test('a prediction runs on the provider that it is told, or says that it cannot', async () => {
  const outputDir = join(folder, 'out')
  mkdirSync(outputDir)
  const predict = (provider: string) =>
    engine.request('predict', {
      reference,
      task: 'restoration',
      settings: { channel: 'auto', parameters: {} },
      case: { id: 'case-1', image: join(dataset.folder, 'images', 'case-1.tif') },
      outputDir,
      cacheDir: join(folder, 'cache'),
      threads: 1,
      execution: { provider, largestSidePx: 64 },
      seed: 1,
    })
  const predicted = await predict('cpu')
  expect(predicted.provider).toBe('cpu')
  expect(predicted.tiles).toBeGreaterThan(1)
  await expect(predict('abacus')).rejects.toMatchObject({
    code: 'provider-unavailable',
    message: expect.stringMatching(/abacus does not exist here/) as string,
  })
})
