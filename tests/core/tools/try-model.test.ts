import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openModel, type OpenModelOptions } from '../../../src-main/core/models/open-model.ts'
import { tryModel } from '../../../src-main/core/tools/try-model.ts'
import { writeCzann } from '../../fixtures/onnx/czann.ts'
import { description04, description05 } from '../../fixtures/onnx/description.ts'
import { fakeRuntime, type FakeProvider } from '../../fixtures/onnx/fake-runtime.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'

let folder = ''
let reference = ''
let old = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-try-model-'))
  const weights = identityModel([1, 1, 'y', 'x'])
  reference = await writePackage(join(folder, 'new'), { description: description05(), weights })
  old = await writePackage(join(folder, 'old'), { description: description04(), weights })
})
afterAll(() => rm(folder, { recursive: true }))

const trial = (provider: string, fake: FakeProvider = {}, model = reference) =>
  tryModel(
    { reference: model, provider, threads: 1, cacheDir: folder },
    {
      open: (path, options) =>
        openModel(path, { ...options, runtime: fakeRuntime({ cuda: fake }) } as OpenModelOptions),
      memory: () => ({ now: 1000, most: 3000 }),
    },
  )

test('the CPU is its own reference, and its time and memory are measured', async () => {
  const { secondsPerTile, ...facts } = await trial('cpu')
  expect(facts).toEqual({
    ...{ provider: 'cpu', works: true, agrees: true, maxAbsDifference: 0, mismatchedPerMillion: 0 },
    ...{
      tilePixels: 512 * 512,
      tileAxes: 2,
      smallestTilePixels: 64 * 64,
      bytesBefore: 1000,
      bytesPeak: 3000,
    },
    ...{ notes: [], reason: null },
  })
  expect(secondsPerTile).toBeGreaterThan(0)
})

test('a provider with the same numbers agrees', async () => {
  expect(await trial('cuda')).toMatchObject({
    works: true,
    agrees: true,
    maxAbsDifference: 0,
    reason: null,
  })
})

test('numbers that differ by more than the tolerance of the model do not agree', async () => {
  expect(await trial('cuda', { offset: 25 })).toMatchObject({
    works: true,
    agrees: false,
    maxAbsDifference: expect.closeTo(25, 3) as number,
    mismatchedPerMillion: 1e6,
    reason: expect.stringMatching(
      /differs from the CPU's: by up to 25\.0, and in 1000000/,
    ) as string,
  })
  // 1e-3 absolute and relative: the pattern's values are 20 and more
  expect(await trial('cuda', { offset: 0.01 })).toMatchObject({ agrees: true })
})

test('the tolerance is that of the format: descriptions of 0.4 allow no exception', async () => {
  expect(await trial('cuda', { offset: 0.01 }, old)).toMatchObject({ works: true, agrees: true })
  expect(await trial('cuda', { offset: 0.5 }, old)).toMatchObject({ works: true, agrees: false })
})

test('the second run is timed', async () => {
  const { secondsPerTile } = await trial('cuda', { delayMs: 60 })
  expect(secondsPerTile).toBeGreaterThan(0.05)
})

test.each([
  ['does not open', { openError: 'No supported adapters' }, /no graphics card that it can use/],
  ['fails while it runs', { runError: 'device lost' }, /ran on cuda: device lost/],
  [
    'has too little memory',
    { runError: 'CUDA failure 2: out of memory' },
    /not enough memory of c/,
  ],
] as const)('a provider that %s gives its reason', async (_, fake, reason) => {
  expect(await trial('cuda', fake)).toMatchObject({
    works: false,
    agrees: null,
    secondsPerTile: null,
    reason: expect.stringMatching(reason) as string,
  })
})

test('a provider that this machine does not have, and a tool without a network, are told of', async () => {
  expect((await trial('dml')).reason).toMatch(/dml does not exist here/)
  expect((await trial('cpu', {}, 'baseline:otsu')).reason).toMatch(/is no model/)
})

test('operators that are left to the CPU stand in the notes', async () => {
  expect((await trial('cuda', { isPartial: true })).notes).toEqual([
    'Operators of weights.onnx that cuda does not have are computed on the CPU.',
  ])
})

test('bare weights run with what their tool file states, ZEISS containers as images of 8 bits', async () => {
  const container = await writeCzann(join(folder, 'cells.czann'))
  expect(await trial('cpu', {}, container)).toMatchObject({ works: true, reason: null })
  await writeFile(join(folder, 'net.onnx'), identityModel([1, 1, 'y', 'x']))
  const tool = join(folder, 'other.tool.yaml')
  await writeFile(
    tool,
    'formatVersion: 1\nkind: model\nsource: net.onnx\nsettings:\n  parameters: { inputAxes: bcyx }\n',
  )
  expect(await trial('cpu', {}, tool)).toMatchObject({ works: true, reason: null })
})
