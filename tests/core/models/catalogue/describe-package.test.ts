import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { stringify } from 'yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  describeModel,
  describePackage,
  formOf,
} from '../../../../src-main/core/models/catalogue/describe-package.ts'
import { description05 } from '../../../fixtures/onnx/description.ts'
import { writePackage } from '../../../fixtures/onnx/package.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-describe-'))
  await writePackage(join(folder, 'tiny'), { description: description05() })
  const zip = { 'rdf.yaml': strToU8(stringify(description05())), 'w.bin': new Uint8Array(77) }
  await writeFile(join(folder, 'tiny.zip'), zipSync(zip))
  await writeFile(join(folder, 'large.yaml'), ' '.repeat(3 * 1024 * 1024))
})
afterAll(() => rm(folder, { recursive: true }))

test('a folder, a zip and a description are told apart and described alike', async () => {
  for (const [name, kind] of [
    ['tiny', 'folder'],
    ['tiny.zip', 'zip'],
    ['tiny/rdf.yaml', 'description'],
  ] as const) {
    const path = join(folder, name)
    expect(await formOf(path)).toEqual({ kind, path })
    const described = await describePackage({ id: name, kind, path })
    expect(described).toMatchObject({
      facts: { name: 'Tiny' },
      download: { address: path, sha256: null },
      problem: null,
    })
    expect(described.sizes?.get('w.bin')).toBe(kind === 'zip' ? 77 : undefined)
  }
})

test('YAML that does not say it is a model is none', async () => {
  const path = join(folder, 'other.yaml')
  for (const [text, isModel] of [
    ['type: dataset\nweights: {}', false],
    ['just text', false],
    ['', false],
    ['weights: {}', true],
    ['type: model', true],
  ] as const) {
    await writeFile(path, text)
    const described = await describeModel({ id: 'other', kind: 'description', path })
    expect([text, described !== null]).toEqual([text, isModel])
  }
})

test('what is not there or too large is a sentence', async () => {
  await expect(formOf(join(folder, 'none'))).rejects.toMatchObject({ code: 'file-not-found' })
  const path = join(folder, 'large.yaml')
  await expect(describePackage({ id: 'l', kind: 'description', path })).rejects.toMatchObject({
    code: 'file-too-large',
  })
})
