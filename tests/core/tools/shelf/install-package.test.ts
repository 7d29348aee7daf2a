import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { stringify } from 'yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openModel } from '../../../../src-main/core/models/open-model.ts'
import {
  installPackage,
  type InstallOptions,
} from '../../../../src-main/core/tools/shelf/install-package.ts'
import { readStoredTool } from '../../../../src-main/core/tools/shelf/read-stored-tool.ts'
import type { InstallSource } from '../../../../src-main/core/tools/shelf/stage-package.ts'
import { onWire, toolFolderName } from '../../../../src-main/core/tools/shelf/stored-tool.ts'
import { description05, input05 } from '../../../fixtures/onnx/description.ts'
import { identityModel, onnxModel } from '../../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../../fixtures/onnx/package.ts'
import { serve } from '../../../fixtures/web-server.ts'

let folder = ''
let toolsDir = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-install-'))
  toolsDir = join(folder, 'workspace', 'tools')
})
afterAll(() => rm(folder, { recursive: true }))

const weights = identityModel([1, 1, 'y', 'x'])
const values = Array.from({ length: 64 }, (_, index) => index)
const testInput = { shape: [1, 1, 8, 8], values }
let count = 0
const install = (source: Partial<InstallSource>, changes: Partial<InstallOptions> = {}) =>
  installPackage({ kind: 'path', web: null, ...source } as InstallSource, {
    toolsDir,
    staging: join(toolsDir, `.unfinished-1-${(count += 1)}`),
    cacheDir: join(folder, 'workspace', 'cache'),
    installedAt: '2026-11-23T00:00:00.000Z',
    threads: 1,
    shownSource: 'somewhere',
    ...changes,
  })
const packageWith = (name: string, changes: Record<string, unknown>, output = values) =>
  writePackage(join(folder, name), {
    description: description05(changes),
    weights,
    testInput,
    testOutput: { ...testInput, values: output },
  })
const onShelf = async (): Promise<string[]> => (await readdir(toolsDir)).toSorted()

test('a package comes onto the shelf under the digest of an opened model, tested', async () => {
  const path = await packageWith('first', {
    name: 'First',
    covers: ['cover.png'],
    cite: [{ text: 'Person 2020', doi: '10.1/abc' }],
    training_data: { id: 'dsb' },
  })
  await writeFile(join(path, 'cover.png'), Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
  const told: string[] = []
  const { tool, alreadyThere } = await install(
    { path },
    { onProgress: ({ message }) => told.push(message) },
  )
  expect(alreadyThere).toBe(false)
  const place = join(toolsDir, toolFolderName(tool.digest))
  const { reference } = onWire(tool, place)
  const model = await openModel(reference, { cacheDir: join(folder, 'cache'), threads: 1 })
  expect(model.digest).toBe(tool.digest)
  await model.close()
  expect(tool).toMatchObject({
    name: 'First',
    format: 'bioimage.io 0.5.4',
    licence: 'CC0-1.0',
    citations: [{ text: 'Person 2020', doi: '10.1/abc', url: null }],
    trainedOn: 'dsb',
    covers: ['cover.png'],
    cannotRun: null,
    check: { valid: true, testOutputs: { status: 'passed' } },
  })
  expect(tool.files.map(({ path: file }) => file)).toEqual([
    ...['cover.png', 'rdf.yaml', 'test_input.npy', 'test_output.npy', 'weights.onnx'],
  ])
  expect(await readStoredTool(place)).toEqual(tool)
  expect(told).toContain('Running its test tensors')
  expect(await onShelf()).toEqual([toolFolderName(tool.digest)])
})

test('the same content again changes nothing and says so', async () => {
  const before = await onShelf()
  const again = await install({ path: join(folder, 'first') }, { shownSource: 'elsewhere' })
  expect(again).toMatchObject({ alreadyThere: true, tool: { source: 'somewhere' } })
  expect(await onShelf()).toEqual(before)
})

test('two at once of the same content are one', async () => {
  const path = await packageWith('twice', { name: 'Twice' })
  const both = await Promise.all([install({ path }), install({ path })])
  expect(both[0].tool.digest).toBe(both[1].tool.digest)
  expect((await onShelf()).filter((name) => name.startsWith('.'))).toEqual([])
})

test('a model that misses its test outputs is installed and says so', async () => {
  const path = await packageWith(
    'misses',
    { name: 'Misses' },
    values.map((value) => value + 1),
  )
  const { tool } = await install({ path })
  expect(tool.check.testOutputs).toMatchObject({ status: 'ran-not-reproduced', passed: false })
  expect(tool.cannotRun).toBeNull()
})

test('a model of several images is installed with the reason why no evaluation can use it', async () => {
  const shape = ['b', 1, 'y', 'x']
  const add = onnxModel({
    inputs: { a: shape, b: shape },
    outputs: { c: shape },
    nodes: [{ type: 'Add', inputs: ['a', 'b'], outputs: ['c'] }],
  })
  const inputs = [input05(), input05({ id: 'second' })]
  const path = await writePackage(join(folder, 'several'), {
    description: description05({ name: 'Several', inputs }),
    weights: add,
    testInput,
  })
  const { tool } = await install({ path })
  expect(tool.cannotRun).toMatch(/2 inputs/)
})

test('from the web: description and files one by one, or a zip', async () => {
  const description = stringify(description05({ name: 'Web' }))
  const files = { 'rdf.yaml': strToU8(description), 'weights.onnx': weights }
  const server = await serve({
    '/m/rdf.yaml': description,
    '/m/weights.onnx': weights,
    '/m/test_input.npy': await readFile(join(folder, 'first', 'test_input.npy')),
    '/m/test_output.npy': await readFile(join(folder, 'first', 'test_output.npy')),
    '/m.zip': zipSync(files),
  })
  const from = (path: string) =>
    ({ kind: 'address', address: server.origin + path, origin: 'machine', sha256: null }) as const
  const { tool } = await install(from('/m/rdf.yaml'))
  expect(tool).toMatchObject({ name: 'Web', check: { testOutputs: { status: 'passed' } } })
  const zipped = await install(from('/m.zip'))
  // The same description and weights are the same model, whatever else came along.
  expect(zipped).toMatchObject({ alreadyThere: true, tool: { digest: tool.digest } })
  await server.close()
})

const broken = (changes: Record<string, unknown>, bytes: Uint8Array | null = weights) =>
  writePackage(join(folder, `broken-${(count += 1)}`), {
    description: description05(changes),
    ...(bytes === null ? {} : { weights: bytes }),
  })
const custom = onnxModel({
  inputs: { x: [1, 1, 8, 8] },
  outputs: { y: [1, 1, 8, 8] },
  nodes: [{ type: 'Do', inputs: ['x'], outputs: ['y'], domain: 'my.ops' }],
})
const bare = async (name: string, bytes: Uint8Array): Promise<string> => {
  await writeFile(join(folder, name), bytes)
  return join(folder, name)
}
const refused: readonly (readonly [string, string, () => Promise<string>])[] = [
  ['no weights', 'weights-missing', () => broken({}, null)],
  [
    'another hash',
    'weights-hash-mismatch',
    () => broken({ weights: { onnx: { source: 'weights.onnx', sha256: '0'.repeat(64) } } }),
  ],
  ['custom operators', 'model-not-runnable', () => broken({}, custom)],
  [
    'a Git LFS pointer',
    'model-git-lfs-pointer',
    () => broken({}, strToU8('version https://git-lfs.github.com/spec/v1\nsize 5\n')),
  ],
  ['an invalid description', 'model-invalid', () => broken({ inputs: 3 })],
  [
    'PyTorch weights alone',
    'model-not-runnable',
    () => broken({ weights: { torchscript: { source: 'w.pt', pytorch_version: '2.0' } } }),
  ],
  ['a dataset', 'tool-invalid', () => broken({ type: 'dataset', format_version: '0.3.0' })],
  ['bare weights without settings', 'model-invalid', () => bare('bare.onnx', weights)],
  [
    'a zip with a way out',
    'format-corrupt',
    () =>
      bare('slip.zip', zipSync({ 'rdf.yaml': strToU8('a: 1'), '../../evil.txt': strToU8('x') })),
  ],
  ['aliases without end', 'model-invalid', aliasBomb],
]
async function aliasBomb(): Promise<string> {
  const path = await broken({})
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
  for (let level = 1; level < 9; level += 1)
    lines.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}]`)
  await writeFile(join(path, 'rdf.yaml'), lines.join('\n'))
  return path
}

test.each(refused)('%s is refused as %s and leaves nothing', async (_, code, make) => {
  const before = await onShelf()
  await expect(install({ path: await make() })).rejects.toMatchObject({ code })
  expect(await onShelf()).toEqual(before)
})

test('a package cannot bring its own verdict', async () => {
  const path = join(folder, 'forged.zip')
  const files = {
    'rdf.yaml': strToU8(stringify(description05({ name: 'Forged' }))),
    'weights.onnx': weights,
    'installed.json': strToU8('{"check":"passed"}'),
  }
  await writeFile(path, zipSync(files))
  const { tool } = await install({ path })
  expect(tool.check.testOutputs.status).toBe('not-run')
  expect(tool.files.map((file) => file.path)).not.toContain('installed.json')
})

test('cancelling leaves nothing', async () => {
  const before = await onShelf()
  const path = await packageWith('cancelled', { name: 'Cancelled' })
  const controller = new AbortController()
  const onProgress = ({ message }: { message: string }): void => {
    if (message.startsWith('Running')) controller.abort()
  }
  await expect(install({ path }, { signal: controller.signal, onProgress })).rejects.toMatchObject({
    code: 'cancelled',
  })
  expect(await onShelf()).toEqual(before)
})

test('a folder that a crash left without its note is replaced', async () => {
  const path = await packageWith('crashed', { name: 'Crashed' })
  const first = await install({ path })
  const place = join(toolsDir, toolFolderName(first.tool.digest))
  await rm(join(place, 'installed.json'))
  expect(await install({ path })).toMatchObject({ alreadyThere: false })
  expect(await readStoredTool(place)).not.toBeNull()
})

const shared = join(import.meta.dirname, '../../../../../shared/real/models')
test.skipIf(!existsSync(shared))('real models (needs ../shared/real)', async () => {
  const { tool } = await install({ path: join(shared, 'unet2d_nuclei_broad_v0_5') })
  expect(tool).toMatchObject({
    name: 'UNet 2D Nuclei Broad',
    licence: 'MIT',
    covers: ['cover0.png'],
    cannotRun: null,
    check: { testOutputs: { status: 'passed' } },
  })
  const container = await install({
    path: join(shared, 'czann_simple_nuclei_seg', 'simple_nuclei_segmodel.czann'),
  })
  expect(container.tool).toMatchObject({ format: 'ZEISS czann', cannotRun: null })
})
