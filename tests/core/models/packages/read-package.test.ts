import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPackage } from '../../../../src-main/core/models/packages/read-package.ts'
import { description05 } from '../../../fixtures/onnx/description.ts'
import { writePackage } from '../../../fixtures/onnx/package.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-package-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a package carries its reading and the hash of its description', async () => {
  const path = await writePackage(join(folder, 'tiny'), { description: description05() })
  const found = await readPackage(path, folder)
  if (found.kind !== 'package') throw new Error('expected a package')
  expect(found.reading.errors).toEqual([])
  const bytes = await readFile(join(path, 'rdf.yaml'))
  expect(found.descriptionSha256).toBe(createHash('sha256').update(bytes).digest('hex'))
})

test('a description that is not YAML is an error of the description', async () => {
  const path = join(folder, 'broken.yaml')
  await writeFile(path, 'inputs: [')
  const found = await readPackage(path, folder)
  expect(found).toMatchObject({ reading: { model: null, errors: [{ code: 'model-invalid' }] } })
})

test('weights alone are a bare ONNX file', async () => {
  await writeFile(join(folder, 'w.onnx'), 'x')
  expect(await readPackage(join(folder, 'w.onnx'), folder)).toMatchObject({ kind: 'bare-onnx' })
})
