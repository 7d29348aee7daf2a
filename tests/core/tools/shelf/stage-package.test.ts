import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { stringify } from 'yaml'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { stagePackage } from '../../../../src-main/core/tools/shelf/stage-package.ts'
import { description05 } from '../../../fixtures/onnx/description.ts'
import { identityModel } from '../../../fixtures/onnx/onnx-model.ts'
import { serve } from '../../../fixtures/web-server.ts'

let folder = ''
let staging = ''
let count = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-stage-'))
})
afterAll(() => rm(folder, { recursive: true }))
beforeEach(async () => {
  staging = join(folder, `staging-${(count += 1)}`)
  await mkdir(staging)
})
const options = { limitBytes: 1e6 }
const weights = identityModel([1, 1, 'y', 'x'])
const zip = zipSync({
  'unet/rdf.yaml': strToU8(stringify(description05())),
  'unet/weights.onnx': weights,
  'unet/extra/notes.txt': strToU8('kept'),
})

test('a zip keeps all that is in it, without the folder around it', async () => {
  const path = join(folder, 'model.zip')
  await writeFile(path, zip)
  const staged = await stagePackage({ kind: 'path', path, web: null }, staging, options)
  expect(staged).toMatchObject({ kind: 'package', entry: '', model: staged.folder })
  expect((await readdir(staged.folder, { recursive: true })).toSorted()).toEqual([
    ...['extra', join('extra', 'notes.txt'), 'rdf.yaml', 'weights.onnx'],
  ])
})

test('an address may give a zip or a description', async () => {
  const description = stringify(description05())
  const server = await serve({
    '/model?download=1': zip,
    '/m/rdf.yaml': description,
    '/m/weights.onnx': weights,
    '/m/test_input.npy': 'i',
    '/m/test_output.npy': 'o',
  })
  const from = (path: string) =>
    ({ kind: 'address', address: server.origin + path, origin: 'machine', sha256: null }) as const
  const zipped = await stagePackage(from('/model?download=1'), staging, options)
  expect(await readdir(zipped.folder)).toContain('weights.onnx')
  const second = `${staging}-2`
  await mkdir(second)
  const described = await stagePackage(from('/m/rdf.yaml'), second, options)
  expect(await readFile(join(described.folder, 'rdf.yaml'), 'utf8')).toBe(description)
  expect(described.notes.join()).toMatch(/README\.md/)
  await server.close()
})

test('bare weights come with the settings beside them, by either name', async () => {
  await writeFile(join(folder, 'sr.onnx'), weights)
  const settings = 'formatVersion: 1\nkind: model\nsource: sr.onnx\nname: My SR\n'
  await writeFile(join(folder, 'sr.tool.yaml'), settings)
  await mkdir(join(folder, 'far'))
  await writeFile(join(folder, 'far', 'tool.yaml'), settings.replace('sr.onnx', '../sr.onnx'))
  for (const path of ['sr.onnx', 'sr.tool.yaml', 'far/tool.yaml']) {
    await rm(staging, { recursive: true })
    await mkdir(staging)
    const staged = await stagePackage(
      { kind: 'path', path: join(folder, path), web: null },
      staging,
      options,
    )
    expect(staged).toMatchObject({ kind: 'onnx', entry: 'sr.tool.yaml', stated: { name: 'My SR' } })
    expect((await readdir(staged.folder)).toSorted()).toEqual(['sr.onnx', 'sr.tool.yaml'])
    expect(await readFile(join(staged.folder, 'sr.tool.yaml'), 'utf8')).toBe(settings)
  }
})

test('weights without settings are staged alone', async () => {
  await writeFile(join(folder, 'bare.onnx'), weights)
  const path = join(folder, 'bare.onnx')
  const staged = await stagePackage({ kind: 'path', path, web: null }, staging, options)
  expect(staged).toMatchObject({ kind: 'onnx', entry: 'bare.onnx', stated: null })
})

test('what is too large, no model or a tool of another kind is refused', async () => {
  const stage = (path: string, limitBytes = 1e6) =>
    stagePackage({ kind: 'path', path: join(folder, path), web: null }, staging, { limitBytes })
  await expect(stage('bare.onnx', 10)).rejects.toMatchObject({ code: 'file-too-large' })
  await writeFile(join(folder, 'text.txt'), 'no model')
  await expect(stage('text.txt')).rejects.toMatchObject({ code: 'tool-invalid' })
  await expect(stage('none')).rejects.toMatchObject({ code: 'file-not-found' })
  await writeFile(join(folder, 'p.tool.yaml'), 'formatVersion: 1\nkind: predictions\nsource: .\n')
  await expect(stage('p.tool.yaml')).rejects.toMatchObject({ code: 'tool-invalid' })
})
