import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { datasetFileSchema } from '../../../src-main/contract/dataset-file.ts'
import { readStatedFile } from '../../../src-main/core/datasets/read-stated-file.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-stated-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(text: string) {
  const path = join(folder, 'dataset.yaml')
  await writeFile(path, text)
  return readStatedFile(path, datasetFileSchema, 'dataset-invalid')
}

test('reads a file that fits, with its defaults', async () => {
  const file = await read('formatVersion: 1\ntask: instances\n')
  expect(file).toMatchObject({ task: 'instances', ignore: [] })
})

test.each([
  ['formatVersion: 1\ntask: segment\n', /task is "segment"/],
  ['formatVersion: 1\n', /task is missing/],
  ['formatVersion: 2\ntask: instances\n', /formatVersion is 2/],
  ['formatVersion: 1\ntask: instances\ncolour: red\n', /unknown key.*colour/],
  [
    'formatVersion: 1\ntask: instances\ncases: [{image: ../a.tif, truth: b.tif}]',
    /cases\.0\.image is "\.\.\/a\.tif".*inside the folder/,
  ],
  [
    'formatVersion: 1\ntask: instances\ncases: [{image: a.tif, truth: b.tif, sample: 7}]',
    /sample is 7.*quotes/,
  ],
  ['a: [', /is not YAML/],
  ['', /the file is null/],
])('refuses %j naming field and value', async (text, message) => {
  await expect(read(text)).rejects.toMatchObject({ code: 'dataset-invalid' })
  await expect(read(text)).rejects.toThrow(message)
})

test('refuses a YAML bomb instead of unfolding it', async () => {
  const levels = Array.from({ length: 12 }, (_, i) =>
    i === 0
      ? 'a0: &a0 [x, x]'
      : `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
  )
  await expect(read(levels.join('\n'))).rejects.toThrow(/cannot be read as YAML/)
})

test('says that a file is not there', async () => {
  const path = join(folder, 'absent.yaml')
  await expect(readStatedFile(path, datasetFileSchema, 'dataset-invalid')).rejects.toMatchObject({
    code: 'file-not-found',
  })
})
