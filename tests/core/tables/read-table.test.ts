import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { largestTableBytes, readTable } from '../../../src-main/core/tables/read-table.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-table-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function read(name: string, content: string | Uint8Array) {
  const path = join(folder, name)
  await writeFile(path, content)
  return readTable(path, () => undefined)
}

test('reads text and JSON by their extension, and UTF-16 by its mark', async () => {
  expect((await read('a.csv', 'y,x\n1,2')).rows).toHaveLength(1)
  expect((await read('a.JSON', '[{"y":1}]')).columns).toEqual(['y'])
  const utf16 = Buffer.from('\uFEFFy\tx\n1\t2', 'utf16le')
  expect((await read('a.txt', utf16)).columns).toEqual(['y', 'x'])
})

test('refuses other files, bytes that are no text, and tables beyond the limit unread', async () => {
  await expect(read('a.xlsx', 'PK')).rejects.toMatchObject({ code: 'format-not-supported' })
  await expect(read('a.csv', 'y,x\0')).rejects.toThrow(/bytes that are no text/)
  const path = join(folder, 'huge.csv')
  const file = await open(path, 'w')
  await file.truncate(largestTableBytes + 1)
  await file.close()
  await expect(readTable(path, () => undefined)).rejects.toMatchObject({ code: 'file-too-large' })
  await expect(readTable(join(folder, 'no.csv'), () => undefined)).rejects.toMatchObject({
    code: 'file-not-found',
  })
})
