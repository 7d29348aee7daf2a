import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readZipDescription } from '../../../../src-main/core/models/catalogue/zip-description.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-zip-description-'))
})
afterAll(() => rm(folder, { recursive: true }))
const zipOf = async (files: Record<string, Uint8Array>): Promise<string> => {
  const path = join(folder, 'model.zip')
  await writeFile(path, zipSync(files))
  return path
}

test('reads the description and the sizes beside it, wrapped in a folder or not', async () => {
  for (const wrap of ['', 'unet/']) {
    const path = await zipOf({
      [`${wrap}weights.onnx`]: new Uint8Array(1234),
      [`${wrap}rdf.yaml`]: strToU8('name: a'),
      [`${wrap}other.model.yaml`]: strToU8('name: b'),
      '__MACOSX/rdf.yaml': strToU8('name: c'),
    })
    const { bytes, sizes } = await readZipDescription(path)
    expect(bytes.toString()).toBe('name: a')
    expect(sizes.get('weights.onnx')).toBe(1234)
  }
})

test('a zip without description, a broken one and a huge description are refused', async () => {
  await expect(readZipDescription(await zipOf({ 'a.txt': strToU8('x') }))).rejects.toMatchObject({
    code: 'tool-invalid',
  })
  const huge = await zipOf({ 'rdf.yaml': new Uint8Array(3 * 1024 * 1024) })
  await expect(readZipDescription(huge)).rejects.toMatchObject({ code: 'file-too-large' })
  await writeFile(join(folder, 'broken.zip'), 'PK\x03\x04 and then nothing')
  await expect(readZipDescription(join(folder, 'broken.zip'))).rejects.toMatchObject({
    code: 'format-corrupt',
  })
})
