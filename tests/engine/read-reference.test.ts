import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ReferenceCase } from '../../src-main/core/metrics/selftest/reference-case.ts'
import { readArray, readArrays, readReferenceCases } from '../../src-main/engine/read-reference.ts'
import { npyFile } from './npy-file.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'read-reference-')))

function collection(name: string, content: unknown): string {
  const path = join(folder, name)
  mkdirSync(path)
  writeFileSync(
    join(path, 'cases.json'),
    typeof content === 'string' ? content : JSON.stringify(content),
  )
  return path
}

const good = { id: 'a', kind: 'semantic', expected: { dice: { value: 1 } } }

test('a folder without cases.json is named', async () => {
  await expect(readReferenceCases(folder)).rejects.toMatchObject({
    code: 'file-not-found',
    message: expect.stringContaining('cases.json is missing') as string,
  })
})

test.each([
  ['text', '{"cases": [', /is not JSON/],
  ['nothing', '', /is not JSON/],
  ['null', 'null', /no list named cases/],
  ['a list', '[]', /no list named cases/],
  ['another table', '{"cases": {}}', /no list named cases/],
])('%s instead of a list of cases is one sentence', async (name, content, sentence) => {
  const path = collection(`bad ${name}`, content)
  await expect(readReferenceCases(path)).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringMatching(sentence) as string,
  })
})

test('a wrong entry is the trouble of that entry only', async () => {
  const wrong = [
    null,
    7,
    { id: 'b' },
    { ...good, id: 'c', files: ['x.npy'] },
    { ...good, id: 'd', expected: { dice: 1, iou: { value: 1 } } },
    good,
  ]
  const read = await readReferenceCases(collection('mixed', { cases: [good, ...wrong] }))
  expect(read.map((one) => ('broken' in one ? one.broken.id : 'read'))).toEqual([
    ...['read', 'case 2', 'case 3', 'b', 'c', 'd', 'a'],
  ])
  expect(read.at(-2)).toMatchObject({ broken: { kind: 'semantic', names: ['dice', 'iou'] } })
  expect(read.at(-1)).toMatchObject({
    broken: { reason: expect.stringContaining('has the id a again') as string },
  })
})

test('arrays come from files and from the case itself', async () => {
  const path = collection('arrays', { cases: [] })
  writeFileSync(join(path, 'x.npy'), npyFile('<f8', [2], new Float64Array([1, NaN])))
  const reference = {
    id: 'a',
    files: { x: 'x.npy' },
    arrays: {
      y: {
        shape: [2, 2],
        data: [
          [1, 'NaN'],
          ['Infinity', 4],
        ],
      },
    },
  }
  const { x, y } = await readArrays(path, reference as unknown as ReferenceCase)
  expect(Array.from(x?.data ?? [], Number)).toEqual([1, NaN])
  expect(y?.shape).toEqual([2, 2])
  expect(Array.from(y?.data ?? [], Number)).toEqual([1, NaN, Infinity, 4])
})

test('a shape that disagrees with its values is named with both', async () => {
  const reference = { id: 'a', files: {}, arrays: { gt: { shape: [2, 2], data: [1, 2, 3] } } }
  await expect(readArrays(folder, reference as unknown as ReferenceCase)).rejects.toMatchObject({
    code: 'shape-mismatch',
    message: expect.stringMatching(/gt holds 3 values and its shape is \[2,2\]/) as string,
  })
})

test('a list without elements is read', async () => {
  const path = collection('empty', { cases: [] })
  writeFileSync(join(path, 'none.npy'), npyFile('<f8', [0, 2], new Float64Array(0)))
  expect(await readArray(path, 'none.npy')).toMatchObject({ shape: [0, 2] })
})

test('nothing outside the folder is read, not even through a link', async () => {
  const path = collection('closed', { cases: [] })
  writeFileSync(join(folder, 'secret.npy'), npyFile('<f8', [1], new Float64Array([1])))
  symlinkSync(join(folder, 'secret.npy'), join(path, 'link.npy'))
  for (const file of ['../secret.npy', 'link.npy'])
    await expect(readArray(path, file)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(readArray(path, 'gone.npy')).rejects.toMatchObject({ code: 'file-not-found' })
})

test('a header that promises too much is refused before anything is read', async () => {
  const path = collection('large', { cases: [] })
  writeFileSync(join(path, 'large.npy'), npyFile('<f8', [100_000, 100_000], new Float64Array(1)))
  await expect(readArray(path, 'large.npy')).rejects.toMatchObject({ code: 'file-too-large' })
})

test('a file shorter than its shape is named', async () => {
  const path = collection('short', { cases: [] })
  writeFileSync(join(path, 'short.npy'), npyFile('<f8', [4], new Float64Array(2)))
  await expect(readArray(path, 'short.npy')).rejects.toThrow(/short\.npy/)
})
