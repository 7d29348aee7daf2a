import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { locateDescription } from '../../../../src-main/core/models/packages/locate-description.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-locate-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function files(...names: string[]): Promise<string> {
  const path = join(folder, 'package')
  await mkdir(path)
  for (const name of names) await writeFile(join(path, name), 'x')
  return path
}
const locate = (path: string) => locateDescription(path, join(folder, 'cache'))

test('rdf.yaml comes before bioimageio.yaml before the only other description', async () => {
  const path = await files('rdf.yaml', 'bioimageio.yaml', 'v1.bioimageio.yaml')
  expect(await locate(path)).toEqual({
    kind: 'description',
    path: join(path, 'rdf.yaml'),
    folder: path,
  })
  await rm(join(path, 'rdf.yaml'))
  expect((await locate(path)).path).toBe(join(path, 'bioimageio.yaml'))
  await rm(join(path, 'bioimageio.yaml'))
  expect((await locate(path)).path).toBe(join(path, 'v1.bioimageio.yaml'))
})

test('several descriptions of equal right are an error that lists them', async () => {
  const path = await files('b.model.yaml', 'a.bioimageio.yaml', 'environment.yaml')
  await expect(locate(path)).rejects.toMatchObject({
    code: 'tool-invalid',
    details: { candidates: ['a.bioimageio.yaml', 'b.model.yaml'] },
  })
})

test('a folder without a description says what might be meant', async () => {
  const path = await files('rdf_v0_4.yaml', 'weights.onnx')
  await expect(locate(path)).rejects.toThrow(/Name the right file itself: rdf_v0_4\.yaml\./)
  await rm(join(path, 'rdf_v0_4.yaml'))
  await expect(locate(path)).rejects.toThrow(/Name the right file itself: weights\.onnx\./)
})

test('a YAML file under any name and bare weights are taken as they are', async () => {
  const path = await files('anything.yml', 'w.onnx', 'notes.txt')
  expect(await locate(join(path, 'anything.yml'))).toMatchObject({ kind: 'description' })
  expect(await locate(join(path, 'w.onnx'))).toMatchObject({ kind: 'onnx', folder: path })
  await expect(locate(join(path, 'notes.txt'))).rejects.toMatchObject({ code: 'tool-invalid' })
  await expect(locate(join(path, 'gone'))).rejects.toMatchObject({ code: 'file-not-found' })
})

test('a zip is unpacked and searched like a folder', async () => {
  const path = join(folder, 'package.zip')
  await writeFile(path, zipSync({ 'rdf.yaml': strToU8('type: model') }))
  const found = await locate(path)
  expect(found.kind).toBe('description')
  expect(found.folder).toContain(join(folder, 'cache', 'packages'))
})

test('a zip of a whole folder is read from within that folder', async () => {
  const path = join(folder, 'wrapped.zip')
  const entries = {
    'my-model/rdf.yaml': strToU8('x'),
    '__MACOSX/my-model/._rdf.yaml': strToU8('x'),
  }
  await writeFile(path, zipSync(entries))
  const located = await locate(path)
  expect(located.folder).toMatch(/my-model$/)
  expect(located.path).toBe(join(located.folder, 'rdf.yaml'))
})
