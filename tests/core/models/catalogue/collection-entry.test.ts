import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  collectionEntry,
  type DescribedModel,
} from '../../../../src-main/core/models/catalogue/collection-entry.ts'
import { resourceFacts } from '../../../../src-main/core/models/catalogue/resource-facts.ts'
import { description05 } from '../../../fixtures/onnx/description.ts'
import { identityModel, onnxModel } from '../../../fixtures/onnx/onnx-model.ts'
import { serve } from '../../../fixtures/web-server.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-entry-'))
})
afterAll(() => rm(folder, { recursive: true }))

const listed = resourceFacts({ name: 'Listed', license: 'MIT', covers: ['c.png'] })
const model = (changes: Partial<DescribedModel> = {}): DescribedModel => ({
  id: 'a',
  facts: listed,
  document: description05(),
  place: { kind: 'file', path: join(folder, 'rdf.yaml') },
  sizes: null,
  download: { address: join(folder, 'rdf.yaml'), sha256: null },
  problem: null,
  ...changes,
})
const options = { limitBytes: 100_000, origin: 'machine', readWeb: true } as const
const withWeights = async (bytes: Uint8Array): Promise<void> => {
  await writeFile(join(folder, 'weights.onnx'), bytes)
}

test('what the description says goes before what the list says', async () => {
  await withWeights(identityModel([1, 1, 8, 8]))
  expect(await collectionEntry(model(), options)).toMatchObject({
    name: 'Tiny',
    licence: 'CC0-1.0',
    covers: ['c.png'],
    weights: ['onnx'],
    runsHere: true,
    reason: null,
    installed: null,
  })
})

test('without a description nothing is guessed', async () => {
  expect(await collectionEntry(model({ document: null }), options)).toMatchObject({
    name: 'Listed',
    licence: 'MIT',
    weights: null,
    runsHere: null,
    reason: /does not say which weights/,
  })
})

test('weights that are too large, missing, no ONNX or of custom operators are a reason', async () => {
  const reason = async (): Promise<unknown> => {
    const entry = await collectionEntry(model(), options)
    expect(entry.runsHere).toBe(false)
    return entry.reason
  }
  await withWeights(new Uint8Array(200_000))
  expect(await reason()).toMatch(/too large.*1 MB/)
  await withWeights(new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\n'))
  expect(await reason()).toMatch(/Git LFS pointer/)
  const node = { type: 'Do', inputs: ['x'], outputs: ['y'], domain: 'my.ops' }
  await withWeights(onnxModel({ inputs: { x: [1] }, outputs: { y: [1] }, nodes: [node] }))
  expect(await reason()).toMatch(/custom operators \(my\.ops\)/)
  await rm(join(folder, 'weights.onnx'))
  expect(await reason()).toMatch(/weights\.onnx.*not there/)
})

test('in a zip the sizes decide', async () => {
  const zipped = (sizes: Record<string, number>) =>
    collectionEntry(model({ place: null, sizes: new Map(Object.entries(sizes)) }), options)
  expect(await zipped({ 'weights.onnx': 50 })).toMatchObject({ runsHere: true, bytes: 50 })
  expect(await zipped({})).toMatchObject({ runsHere: false, reason: /not there/ })
  expect(await zipped({ 'weights.onnx': 100_001 })).toMatchObject({ runsHere: false })
})

test('on the web the server is asked for the size, and nothing is fetched', async () => {
  const server = await serve({
    '/weights.onnx': (_, response) => response.writeHead(200, { 'content-length': 5e9 }).end(),
  })
  const place = { kind: 'web', address: `${server.origin}/rdf.yaml` } as const
  expect(await collectionEntry(model({ place }), options)).toMatchObject({
    runsHere: false,
    bytes: 5e9,
    reason: /5\.0 GB/,
  })
  expect(server.asked).toEqual(['HEAD /weights.onnx'])
  const quiet = await collectionEntry(model({ place }), { ...options, readWeb: false })
  expect(quiet).toMatchObject({ runsHere: true, bytes: null })
  expect(server.asked).toHaveLength(1)
  await server.close()
})
