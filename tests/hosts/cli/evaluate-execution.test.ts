/** `evaluate` with the options that say how models run, in a process of its own with the real engine. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newFolder, writeSmallDataset, type SmallDataset } from '../../contract/small-dataset.ts'
import { description05 } from '../../fixtures/onnx/description.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'
import { touchstone } from './touchstone.ts'

let folder: string
let dataset: SmallDataset
let model: string
beforeAll(async () => {
  folder = newFolder()
  dataset = writeSmallDataset(join(folder, 'data'), { side: 64, cases: 2 })
  rmSync(join(dataset.folder, 'dataset.yaml')) // it states another task
  const weights = identityModel([1, 1, 'y', 'x'])
  model = await writePackage(join(folder, 'net'), { description: description05(), weights })
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const evaluate = (...options: string[]) => {
  const pairs = ['--images', 'images', '--truth', 'truth', '--task', 'restoration']
  const order = ['evaluate', '--dataset', dataset.folder, ...pairs, '--tool', model]
  return touchstone([...order, '--workspace', 'workspace', '--json', ...options], folder)
}
interface Run {
  readonly run: string
  readonly provider: string
  readonly execution: string
  readonly fallbacks: readonly { readonly provider: string; readonly reason: string }[]
}
const runOf = (json: unknown): Run => (json as { runs: readonly Run[] }).runs[0]!

test('the fastest that agrees runs unless told otherwise, with what was passed over', async () => {
  const ended = await evaluate()
  const { provider, execution, fallbacks } = runOf(ended.json())
  expect(execution).toBe('fastest')
  expect(['cuda', 'webgpu', 'dml', 'coreml', 'cpu']).toContain(provider)
  for (const { reason } of fallbacks) expect(reason.length).toBeGreaterThan(3)
  if (provider === 'cpu') expect(fallbacks.length).toBeGreaterThan(0)
})

test('repeatable runs on the CPU; threads and limit stand in the record', async () => {
  const options = ['--execution', 'repeatable', '--threads', '1', '--memory-limit', '3000']
  const run = runOf((await evaluate(...options)).json())
  expect(run).toMatchObject({ provider: 'cpu', execution: 'repeatable', fallbacks: [] })
  const args = ['history', '--workspace', 'workspace', '--run', run.run, '--json']
  const record = (await touchstone(args, folder)).json() as { execution: unknown }
  expect(record.execution).toMatchObject({
    ...{ execution: 'repeatable', threads: 1, memoryLimitMb: 3000 },
    ...{ provider: 'cpu', fallbacks: [] },
  })
})

test.each([
  [['--execution', 'gpu'], /--execution gpu is not possible; it is fastest or repeatable/],
  [['--threads', '0'], /--threads 0 is not a whole number from 1 to 256/],
  [['--memory-limit', 'much'], /--memory-limit much is not a whole number from 128/],
])('%s is refused', async (options, sentence) => {
  const ended = await evaluate(...options)
  expect(ended.status).toBe(2)
  expect(ended.json()).toMatchObject({
    error: { code: 'bad-usage', message: expect.stringMatching(sentence) as string },
  })
})
