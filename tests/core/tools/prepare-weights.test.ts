import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { bareInstallSchema } from '../../../src-main/contract/bare-model.ts'
import { describeTool } from '../../../src-main/core/tools/describe-tool.ts'
import { openModels } from '../../../src-main/core/tools/open-models.ts'
import { prepareWeights } from '../../../src-main/core/tools/prepare-weights.ts'
import { writeCzann } from '../../fixtures/onnx/czann.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-prepare-'))
  await writeFile(join(folder, 'net.onnx'), identityModel([1, 1, 'h', 'w']))
})
afterEach(() => rm(folder, { recursive: true }))
afterAll(() => openModels.close())

const cacheDir = () => join(folder, 'cache')
const prepare = (order: Record<string, unknown> = {}) =>
  prepareWeights(
    bareInstallSchema.parse({
      ...{ path: join(folder, 'net.onnx'), name: 'My net', settings: { inputAxes: 'bcyx' } },
      ...order,
    }),
    cacheDir(),
  )

test('weights and settings lie side by side and are a tool', async () => {
  const { path } = await prepare({
    settings: { inputAxes: 'bcyx', gain: 0.5 },
    channel: 'luminance',
    decoding: { method: 'threshold-components', threshold: 0.3 },
  })
  expect(await readdir(dirname(path))).toEqual(['My-net.onnx', 'My-net.tool.yaml'])
  expect(await describeTool(path, { cacheDir: cacheDir(), task: 'instances' })).toMatchObject({
    ...{ name: 'My net', kind: 'model', cannotRun: null },
    settings: {
      ...{ channel: 'luminance', parameters: { inputAxes: 'bcyx', gain: 0.5 } },
      decoding: { method: 'threshold-components', threshold: 0.3 },
    },
  })
})

test('the same order gives the same folder, another name another', async () => {
  const first = await prepare()
  expect(await prepare()).toEqual(first)
  expect((await prepare({ name: 'Other' })).path).not.toBe(first.path)
})

test('only the last few stay in the cache', async () => {
  for (let index = 0; index < 7; index++) await prepare({ name: `Net ${index}` })
  expect(await readdir(join(cacheDir(), 'prepared-tools'))).toHaveLength(4)
})

test.each([
  ['../../evil', 'evil'],
  ['a/b: c?', 'a-b-c'],
  ['Zellkerne ü', 'Zellkerne-ü'],
  ['...', 'model-'],
  ['con', 'model-con'],
])('the name %s becomes files called %s', async (name, file) => {
  const { path } = await prepare({ name })
  expect(basename(path)).toBe(`${file.normalize('NFC')}.tool.yaml`)
  expect(await readFile(path, 'utf8')).toContain(`source: ${file.normalize('NFC')}.onnx`)
})

test('the network of a container is taken out of it', async () => {
  const path = await writeCzann(join(folder, 'cells.czann'))
  const prepared = await prepare({
    path,
    settings: { inputAxes: 'byxc', normalisation: 'type-range', outputChannels: 'No, Yes' },
  })
  const tool = await describeTool(prepared.path, { cacheDir: cacheDir() })
  expect(tool.cannotRun).toBeNull()
})

test('settings that do not fit leave nothing behind', async () => {
  await expect(prepare({ settings: { inputAxes: 'byx' } })).rejects.toMatchObject({
    code: 'axes-mismatch',
  })
  await expect(prepare({ settings: {} })).rejects.toMatchObject({ code: 'tool-invalid' })
  await writeFile(join(folder, 'noise.onnx'), 'noise, not weights')
  await expect(prepare({ path: join(folder, 'noise.onnx') })).rejects.toMatchObject({
    code: 'model-invalid',
  })
  expect(await readdir(join(cacheDir(), 'prepared-tools'))).toEqual([])
})
