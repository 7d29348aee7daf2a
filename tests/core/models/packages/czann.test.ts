import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSession } from '../../../../src-main/core/inference/session.ts'
import { fitGraph } from '../../../../src-main/core/models/fit-graph.ts'
import { readPackage } from '../../../../src-main/core/models/packages/read-package.ts'
import { czannManifest, writeCzann } from '../../../fixtures/onnx/czann.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-czann-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function read(path: string) {
  const found = await readPackage(path, join(folder, 'cache'))
  if (found.kind !== 'package' || !found.reading.model) throw new Error('no model')
  return { ...found, model: found.reading.model }
}
const written = (contents: Parameters<typeof writeCzann>[1] = {}) =>
  writeCzann(join(folder, 'cells.czann'), contents)

test('the manifest is the description: channels last, halo, class names, meaning', async () => {
  const { model, folder: unpacked } = await read(await written())
  expect(model).toMatchObject({
    ...{ formatVersion: 'czann', name: 'Two classes', id: czannManifest.Id },
    ...{ version: null, licence: null, weights: [{ format: 'onnx', source: 'model.model' }] },
  })
  expect(model.inputs[0]?.axes.map(({ id }) => id)).toEqual(['batch', 'y', 'x', 'channel'])
  expect(model.outputs[0]?.axes.map(({ halo }) => halo)).toEqual([0, 4, 4, 0])
  expect(model.outputs[0]?.axes[3]?.channelNames).toEqual(['Background', 'Cell'])
  expect(model.config).toMatchObject({
    touchstone: { decoding: { method: 'threshold-components', channel: 1, threshold: 0.5 } },
  })
  const session = await openSession(join(unpacked, 'model.model'), { threads: 1 })
  expect(fitGraph(model, session).warnings).toEqual([])
  await session.close()
})

test('says that the normalisation is that of the format, unless a person states one', async () => {
  const path = await written()
  expect((await read(path)).reading.warnings).toMatchObject([{ code: 'normalisation-by-format' }])
  const parameters = { normalisation: 'zero-mean-unit-variance' }
  const stated = await readPackage(path, join(folder, 'cache'), parameters)
  expect(stated.kind === 'package' && stated.reading.warnings).toEqual([])
})

test('another order of the classes turns the channel of the objects', async () => {
  const manifest = { ...czannManifest, Classes: ['Cell', 'background'] }
  const { model } = await read(await written({ manifest }))
  expect(model.config).toMatchObject({ touchstone: { decoding: { channel: 0 } } })
})

test('of three classes a person chooses', async () => {
  const manifest = { ...czannManifest, OutputShape: [32, 32, 3], Classes: ['a', 'b', 'c'] }
  const { model } = await read(await written({ manifest }))
  expect(model.config).toEqual({ touchstone: { decoding: null } })
})

test('a pixel size of a metre is none; a real one is in micrometres', async () => {
  const unscaled = await read(await written({ manifest: { ...czannManifest, Scaling: [1, 1] } }))
  expect(unscaled.model.inputs[0]?.axes[1]).toMatchObject({ scale: 1, unit: null })
  const manifest = { ...czannManifest, Scaling: [1e-7, 2e-7] }
  const [input] = (await read(await written({ manifest }))).model.inputs
  expect(input?.axes[1]?.scale).toBeCloseTo(0.2)
  expect(input?.axes[2]?.scale).toBeCloseTo(0.1)
})

test('a tool file beside the container changes its settings and its digest', async () => {
  const path = await written()
  const before = await read(path)
  await writeFile(
    join(folder, 'cells.tool.yaml'),
    'formatVersion: 1\nkind: model\nsource: cells.czann\nsettings:\n  parameters:\n    haloPx: 6\n',
  )
  const after = await read(path)
  expect(after.model.outputs[0]?.axes[1]?.halo).toBe(6)
  expect(after.descriptionSha256).not.toBe(before.descriptionSha256)
})

test('the container counts under another name too', async () => {
  const { model } = await read(await writeCzann(join(folder, 'renamed.zip')))
  expect(model.formatVersion).toBe('czann')
})

test('a licence text is named', async () => {
  const { model } = await read(await written({ more: { 'license.txt': strToU8('MIT') } }))
  expect(model.summary).toMatch(/license\.txt/)
  expect(model.licence).toBeNull()
})

test.each([
  ['not a zip', strToU8('{}'), 'format-corrupt', /no \.czann container/],
  ['no manifest', zipSync({ 'model.model': strToU8('x') }), 'model-invalid', /no model\.json/],
  [
    'an old container',
    zipSync({ 'model.xml': strToU8('x') }),
    'model-invalid',
    /\.czmodel of older/,
  ],
])('%s is refused', async (_, bytes, code, sentence) => {
  const path = join(folder, 'bad.czann')
  await writeFile(path, bytes)
  await expect(read(path)).rejects.toMatchObject({ code })
  await expect(read(path)).rejects.toThrow(sentence)
})

test.each([
  ['no JSON', { manifest: '{' }, 'model-invalid', /is no JSON/],
  ['no shape', { manifest: { Id: '1', Type: 'Regression' } }, 'model-invalid', /InputShape/],
  [
    'a shape of numbers without end',
    { manifest: { ...czannManifest, InputShape: [1e12, 1, 1] } },
    ...(['model-invalid', /InputShape\.0/] as const),
  ],
  ['no network', { weights: null }, 'weights-missing', /holds no model\.model/],
  [
    'a TensorFlow network',
    { weights: zipSync({ 'saved_model.pb': strToU8('x') }) },
    ...(['model-not-runnable', /TensorFlow SavedModel/] as const),
  ],
  [
    'a type that gives no image',
    { manifest: { ...czannManifest, Type: 'ObjectDetection' } },
    ...(['model-not-runnable', /type ObjectDetection/] as const),
  ],
] as const)('a container with %s is refused', async (_, contents, code, sentence) => {
  const path = await written(contents)
  await expect(read(path)).rejects.toMatchObject({ code })
  await expect(read(path)).rejects.toThrow(sentence)
})

test('an entry that leaves the container is refused', async () => {
  const path = await written({ more: { '../evil.txt': strToU8('x') } })
  await expect(read(path)).rejects.toMatchObject({ code: 'format-corrupt' })
})

const real = resolve(import.meta.dirname, '../../../../../shared/real/models')
const containers = existsSync(real)
  ? readdirSync(real)
      .filter((name) => name.startsWith('czann_'))
      .flatMap((name) => readdirSync(join(real, name)).map((file) => join(real, name, file)))
      .filter((file) => file.endsWith('.czann'))
  : []
test.skipIf(containers.length === 0)(
  'the real containers fit their networks (needs ../shared/real)',
  async () => {
    for (const path of containers) {
      const { model, folder: unpacked } = await read(path)
      const session = await openSession(join(unpacked, 'model.model'), { threads: 1 })
      expect(fitGraph(model, session).warnings, path).toEqual([])
      await session.close()
    }
    expect(containers).toHaveLength(4)
  },
)
