import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fingerprintOf, stampOf } from '../../src-main/engine/fingerprint.ts'
import { newFolder } from '../contract/small-dataset.ts'

let folder: string
beforeAll(() => {
  folder = newFolder()
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

test('the same file has the same fingerprint, 32 hexadecimal digits', async () => {
  const path = file('same', new Uint8Array(200_000).fill(7))
  expect(await fingerprintOf(path)).toMatch(/^[0-9a-f]{32}$/)
  expect(await fingerprintOf(path)).toBe(await fingerprintOf(path))
})

test.each([
  ['a first byte', 0],
  ['a last byte', 199_999],
])('%s that changes behind an unchanged time is noticed', async (_, at) => {
  const bytes = new Uint8Array(200_000)
  const path = file(`changed-${at}`, bytes)
  const past = new Date('2026-01-01T00:00:00Z')
  utimesSync(path, past, past)
  const [before, stamp] = [await fingerprintOf(path), await stampOf(path)]
  bytes[at] = 1
  writeFileSync(path, bytes)
  utimesSync(path, past, past)
  expect(await stampOf(path)).toBe(stamp)
  expect(await fingerprintOf(path)).not.toBe(before)
})

test('a change of size or time changes the stamp', async () => {
  const path = file('stamped', new Uint8Array(3))
  const first = await stampOf(path)
  writeFileSync(path, new Uint8Array(4))
  const second = await stampOf(path)
  expect(second).not.toBe(first)
  utimesSync(path, new Date(1), new Date(1))
  expect(await stampOf(path)).not.toBe(second)
})

test('an image inside a file goes by its file; a store by what lies in it', async () => {
  const path = file('stack.h5', new Uint8Array(10))
  expect(await stampOf(join(path, 'exported', 'data'))).toBe(await stampOf(path))
  const store = join(folder, 'store.zarr')
  mkdirSync(join(store, '0'), { recursive: true })
  writeFileSync(join(store, '0', '.zarray'), '{}')
  const before = await stampOf(store)
  writeFileSync(join(store, '0', '.zarray'), '{"changed":1}')
  expect(await stampOf(store)).not.toBe(before)
})

test('of a folder with very many files only a part is looked at', async () => {
  const many = join(folder, 'many')
  mkdirSync(many)
  for (let i = 0; i < 300; i++) writeFileSync(join(many, `p_${String(i).padStart(4, '0')}.tif`), '')
  expect((await stampOf(many)).split(';').length).toBeLessThan(40)
})
