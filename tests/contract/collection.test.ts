/** From a collection on a web server over the web host into the workspace, as a page does it, with a real engine. */
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { z } from 'zod'
import { problemSchema } from '../../src-main/contract/error-codes.ts'
import {
  collectionSchema,
  installationSchema,
  installedToolSchema,
  type Installation,
} from '../../src-main/contract/shelf.ts'
import { toolDescriptionSchema } from '../../src-main/contract/tools.ts'
import type { Core } from '../../src-main/core/app.ts'
import { openNodeCore } from '../../src-main/hosts/node-core.ts'
import { description05, input05, output05 } from '../fixtures/onnx/description.ts'
import { npyFile } from '../fixtures/onnx/npy.ts'
import { identityModel } from '../fixtures/onnx/onnx-model.ts'
import { serve, type WebServer } from '../fixtures/web-server.ts'
import { webDoor, type Door } from './doors.ts'

let folder = ''
let core: Core
let door: Door
let zoo: WebServer
const answers: Parameters<typeof serve>[0] = {}

const weights = identityModel([1, 1, 'y', 'x'])
const tensor = npyFile(
  [1, 1, 8, 8],
  Array.from({ length: 64 }, (_, index) => index),
)
const png = Buffer.from('\x89PNG\r\n\x1a\n pixels', 'latin1')
const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex')

/** The files of one artifact, as bioimage.io's server gives them, and its item in `index.json`. */
function artifact(name: string, changes: Record<string, unknown> = {}): unknown {
  const base = `/bioimage-io/artifacts/${name}/files`
  const tensorFile = { test_tensor: { source: 'test.npy', sha256: sha256(tensor) } }
  const description = stringify(
    description05({
      name,
      id: name,
      documentation: undefined,
      covers: ['cover.png'],
      cite: [{ text: 'Person 2020', doi: '10.1/abc' }],
      inputs: [input05(tensorFile)],
      outputs: [output05(tensorFile)],
      weights: { onnx: { source: 'weights.onnx', sha256: sha256(weights), opset_version: 13 } },
      ...changes,
    }),
  )
  Object.assign(answers, {
    [`${base}/rdf.yaml?version=v0`]: description,
    [`${base}/weights.onnx?version=v0`]: weights,
    [`${base}/test.npy?version=v0`]: tensor,
    [`${base}/cover.png?version=v0`]: png,
  })
  const source = `${zoo.origin}${base}/rdf.yaml?version=v0`
  const version = { comment: null, created_at: '2025-07-01T22:53:02Z', version: 'v0' }
  const versions = [{ ...version, sha256: sha256(description), source }]
  return { id: `bioimage-io/${name}`, type: 'model', versions }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-collection-'))
  zoo = await serve(answers)
  const torch = { torchscript: { source: 'weights.pt', pytorch_version: '2.0' } }
  const items = [
    artifact('affable-shark'),
    artifact('torch-owl', { weights: torch }),
    artifact('other-steps', { run_mode: { name: 'deepimagej' } }),
    artifact('changed-crab'),
    { id: 'bioimage-io/ilastik', type: 'application', versions: [] },
  ]
  answers['/bioimage-io/artifacts/changed-crab/files/weights.onnx?version=v0'] = 'other bytes'
  answers['/index.json'] = JSON.stringify({ count_per_type: { model: 4 }, items })
  core = await openNodeCore({
    workspaceDir: join(folder, 'workspace'),
    resourcesDir: join(folder, 'resources'),
    pagesDir: null,
    hostKind: 'web',
    log: () => undefined,
    roots: [join(folder, 'workspace')],
  })
  door = await webDoor(core)
})
afterAll(async () => {
  await door.close()
  await core.close()
  await zoo.close()
  await rm(folder, { recursive: true })
})

async function ask<Schema extends z.ZodType>(
  schema: Schema,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<z.output<Schema>> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  return schema.parse(await (await door.ask({ method, path, ...sent })).json())
}
const install = (entry: string): Promise<Installation> =>
  ask(installationSchema, 'POST', '/api/tools/install', {
    collection: `${zoo.origin}/index.json`,
    entry: `bioimage-io/${entry}`,
  })
async function ended(id: string): Promise<Installation> {
  await core.shelf.installations.ended(id).catch(() => undefined)
  return ask(installationSchema, 'GET', `/api/tools/installations/${id}`)
}

test('lists what runs here and why not, and fetches descriptions only', async () => {
  const { entries } = await ask(collectionSchema, 'POST', '/api/collections', {
    source: `${zoo.origin}/index.json`,
  })
  expect(entries.map(({ name, runsHere }) => [name, runsHere])).toEqual([
    ['affable-shark', true],
    ['torch-owl', false],
    ['other-steps', false],
    ['changed-crab', true],
  ])
  expect(entries[0]).toMatchObject({
    licence: 'CC0-1.0',
    citations: [{ text: 'Person 2020', doi: '10.1/abc' }],
    covers: ['cover.png'],
    bytes: weights.length,
  })
  expect(entries[1]?.reason).toMatch(/only torchscript/)
  expect(entries[2]?.reason).toMatch(/run mode "deepimagej"/)
  expect(zoo.asked.filter((asked) => /GET .*(onnx|npy|png)/.test(asked))).toEqual([])
})

test('an entry is fetched file by file, tested, and is a tool of an evaluation', async () => {
  const { id } = await install('affable-shark')
  const { state, tool } = await ended(id)
  expect(state).toBe('done')
  const address = `/api/tools/${encodeURIComponent(tool ?? '')}`
  const installed = await ask(installedToolSchema, 'GET', address)
  expect(installed).toMatchObject({
    name: 'affable-shark',
    cannotRun: null,
    check: { testOutputs: { status: 'passed' } },
  })
  const cover = await door.ask({ method: 'GET', path: installed.cover ?? '' })
  expect(Buffer.from(await cover.arrayBuffer())).toEqual(png)
  const described = await ask(toolDescriptionSchema, 'POST', '/api/tools/describe', {
    reference: installed.reference,
    task: 'restoration',
  })
  expect(described).toMatchObject({ digest: tool, cannotRun: null })
  const { entries } = await ask(collectionSchema, 'POST', '/api/collections', {
    source: `${zoo.origin}/index.json`,
  })
  expect(entries.map((entry) => entry.installed)).toEqual([tool, null, null, null])
})

test('weights of another hash than stated install nothing', async () => {
  const before = await readdir(join(folder, 'workspace', 'tools'))
  const { id } = await install('changed-crab')
  const failed = await ended(id)
  expect(failed).toMatchObject({ state: 'failed', tool: null, message: /SHA-256/ })
  expect(await readdir(join(folder, 'workspace', 'tools'))).toEqual(before)
})

test('an address that no collection names is not asked', async () => {
  const before = zoo.asked.length
  const order = { path: `${zoo.origin}/bioimage-io/artifacts/torch-owl/files/rdf.yaml` }
  const { error } = await ask(problemSchema, 'POST', '/api/tools/install', order)
  expect(error.code).toBe('bad-request')
  expect(zoo.asked.length).toBe(before)
})
