import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readJson } from '../../../src-main/core/imports/read-json.ts'

test('reads a document, and says by name what is no document or is not there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-json-'))
  const path = join(folder, 'a.json')
  await writeFile(path, '{"a":[1]}')
  expect(await readJson(path)).toEqual({ a: [1] })
  await writeFile(path, '{"a":')
  await expect(readJson(path)).rejects.toMatchObject({ code: 'format-corrupt' })
  await expect(readJson(join(folder, 'b.json'))).rejects.toThrow(/b\.json does not exist/)
  await rm(folder, { recursive: true })
})
