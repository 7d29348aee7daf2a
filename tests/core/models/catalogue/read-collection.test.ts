import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readCollection } from '../../../../src-main/core/models/catalogue/read-collection.ts'
import { description05 } from '../../../fixtures/onnx/description.ts'
import { identityModel } from '../../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../../fixtures/onnx/package.ts'
import { serve, type WebServer } from '../../../fixtures/web-server.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-collection-'))
})
afterAll(() => rm(folder, { recursive: true }))
let answers: Parameters<typeof serve>[0]
let server: WebServer
beforeEach(async () => {
  answers = {}
  server = await serve(answers)
})
afterEach(() => server.close())

const options = { limitBytes: 1e9 }
const onnx = stringify(description05({ name: 'Runs' }))
const torch = stringify(
  description05({
    name: 'Torch',
    weights: { torchscript: { source: 'w.pt', pytorch_version: '2.0' } },
  }),
)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const collection = (entries: unknown[]): string =>
  JSON.stringify({ name: 'bioimage.io', collection: entries })
const entry = (name: string, changes: Record<string, unknown> = {}) => ({
  id: name,
  type: 'model',
  name,
  rdf_source: `${server.origin}/${name}/rdf.yaml`,
  ...changes,
})

test('a collection on the web tells what runs here, from its descriptions alone', async () => {
  Object.assign(answers, {
    '/collection.json': collection([entry('runs'), entry('torch', { license: 'MIT' })]),
    '/runs/rdf.yaml': onnx,
    '/torch/rdf.yaml': torch,
    '/runs/weights.onnx': 'some weights',
  })
  const { collection: read, origin } = await readCollection(
    `${server.origin}/collection.json`,
    options,
  )
  expect(origin).toBe('machine')
  expect(read.name).toBe('bioimage.io')
  expect(read.entries.map(({ name, runsHere, weights }) => ({ name, runsHere, weights }))).toEqual([
    { name: 'Runs', runsHere: true, weights: ['onnx'] },
    { name: 'Torch', runsHere: false, weights: ['torchscript'] },
  ])
  expect(read.entries[0]?.bytes).toBe('some weights'.length)
  expect(read.entries[1]?.reason).toMatch(/ONNX is needed/)
  expect(server.asked.toSorted()).toEqual([
    'GET /collection.json',
    'GET /runs/rdf.yaml',
    'GET /torch/rdf.yaml',
    'HEAD /runs/weights.onnx',
  ])
})

test('relative addresses lie beside the list', async () => {
  Object.assign(answers, {
    '/zoo/list.json': collection([{ id: 'a', type: 'model', rdf_source: 'a/rdf.yaml' }]),
    '/zoo/a/rdf.yaml': torch,
  })
  const { collection: read } = await readCollection(`${server.origin}/zoo/list.json`, options)
  expect(read.entries[0]).toMatchObject({
    weights: ['torchscript'],
    download: { address: `${server.origin}/zoo/a/rdf.yaml`, sha256: null },
  })
})

test('a description that is gone is not known, one that was changed does not run here', async () => {
  Object.assign(answers, {
    '/collection.json': collection([
      entry('gone'),
      entry('changed', { rdf_sha256: sha256('another') }),
      entry('same', { rdf_sha256: sha256(torch) }),
      entry('broken'),
    ]),
    '/changed/rdf.yaml': onnx,
    '/same/rdf.yaml': torch,
    '/broken/rdf.yaml': 'a: [',
  })
  const { entries } = (await readCollection(`${server.origin}/collection.json`, options)).collection
  expect(entries.map(({ runsHere }) => runsHere)).toEqual([null, false, false, false])
  expect(entries[0]?.reason).toMatch(/404/)
  expect(entries[1]?.reason).toMatch(/SHA-256/)
  expect(entries[2]?.download?.sha256).toBe(sha256(torch))
  expect(entries[3]?.reason).toMatch(/not valid YAML/)
})

test('a file is read without a network unless a person asks for it', async () => {
  answers['/torch/rdf.yaml'] = torch
  const path = join(folder, 'collection.json')
  await writeFile(path, collection([entry('torch')]))
  const quiet = await readCollection(path, options)
  expect(quiet.collection.entries[0]).toMatchObject({ name: 'torch', runsHere: null })
  expect(server.asked).toEqual([])
  const asked = await readCollection(path, { ...options, readWeb: true })
  expect(asked.collection.entries[0]).toMatchObject({ name: 'Torch', runsHere: false })
})

test('a folder is a collection of the packages in it, and other YAML is passed over', async () => {
  const drive = join(folder, 'drive')
  await writePackage(join(drive, 'b', 'folder'), {
    description: description05({ name: 'Folder' }),
    weights: identityModel([1, 1, 8, 8]),
  })
  const zip = zipSync({
    'rdf.yaml': new TextEncoder().encode(onnx),
    'weights.onnx': identityModel([1, 1, 8, 8]),
  })
  await writeFile(join(drive, 'zipped.zip'), zip)
  await writeFile(join(drive, 'torch.yaml'), torch)
  await writeFile(join(drive, 'dataset.yaml'), 'type: dataset\nname: x')
  await writeFile(join(drive, 'compose.yaml'), 'services: []')
  await writeFile(join(drive, 'index.json'), '{"kind":"something else","items":[]}')
  const { collection: read } = await readCollection(drive, options)
  expect(read.entries.map(({ id, name, runsHere }) => [id, name, runsHere])).toEqual([
    ['b/folder', 'Folder', true],
    ['torch.yaml', 'Torch', false],
    ['zipped.zip', 'Runs', true],
  ])
  expect(read.entries[0]?.bytes).toBeGreaterThan(0)
  expect(read.problems).toEqual([])
})

test('a list in a folder names packages beside it, never outside', async () => {
  const drive = join(folder, 'listed')
  await mkdir(drive)
  await writePackage(join(drive, 'unet'), {
    description: description05(),
    weights: identityModel([1, 1, 8, 8]),
  })
  await writeFile(
    join(drive, 'collection.json'),
    collection([
      { id: 'in', type: 'model', rdf_source: 'unet/rdf.yaml' },
      { id: 'out', type: 'model', rdf_source: '../drive/torch.yaml' },
      { id: 'none', type: 'model' },
    ]),
  )
  const { entries } = (await readCollection(drive, options)).collection
  expect(entries.map(({ runsHere }) => runsHere)).toEqual([true, false, false])
  expect(entries[1]).toMatchObject({ download: null, reason: /outside/ })
  expect(entries[2]).toMatchObject({ download: null, reason: /nothing to install/ })
})

test.each([
  ['no such file', 'none.json', undefined, 'file-not-found'],
  ['no JSON', 'a.json', '<html>', 'format-corrupt'],
  ['no collection', 'b.json', '{"a":1}', 'format-not-supported'],
])('%s is a sentence', async (_, name, text, code) => {
  if (text !== undefined) await writeFile(join(folder, name), text)
  await expect(readCollection(join(folder, name), options)).rejects.toMatchObject({ code })
})

test('a collection on the web that is not there is a sentence', async () => {
  await expect(readCollection(`${server.origin}/none.json`, options)).rejects.toMatchObject({
    code: 'not-reachable',
  })
})

test('cancelling ends the reading', async () => {
  answers['/collection.json'] = collection([entry('slow')])
  const controller = new AbortController()
  answers['/slow/rdf.yaml'] = () => {
    controller.abort()
  }
  const { signal } = controller
  await expect(
    readCollection(`${server.origin}/collection.json`, { ...options, signal }),
  ).rejects.toMatchObject({ code: 'cancelled' })
})

const shared = join(import.meta.dirname, '../../../../../shared/real/rdf/collection')
test.skipIf(!existsSync(shared))(
  'real descriptions are decided without a download (needs ../shared/real)',
  async () => {
    const { entries, problems } = (await readCollection(shared, options)).collection
    expect(problems).toEqual([])
    expect(entries.length).toBeGreaterThan(25)
    const runs = entries.filter(({ runsHere }) => runsHere)
    expect(runs.map(({ name }) => name)).toEqual([
      'NucleiSegmentationBoundaryModel',
      'NucleiSegmentationBoundaryModel',
      // of these the class names have to be stated
      'HPA Bestfitting Densenet',
      'HPA Bestfitting InceptionV3',
    ])
    expect(entries.every(({ runsHere, reason }) => runsHere === (reason === null))).toBe(true)
  },
)
