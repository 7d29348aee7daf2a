import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readStoredTool } from '../../../../src-main/core/tools/shelf/read-stored-tool.ts'
import { storedTool } from '../../../fixtures/stored-tool.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-stored-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('reads what was stored, and nothing from what is absent, cut or of another time', async () => {
  const write = (text: string): Promise<void> => writeFile(join(folder, 'installed.json'), text)
  expect(await readStoredTool(folder)).toBeNull()
  await write(JSON.stringify(storedTool()))
  expect(await readStoredTool(folder)).toEqual(storedTool())
  await write(JSON.stringify(storedTool()).slice(0, -5))
  expect(await readStoredTool(folder)).toBeNull()
  await write(JSON.stringify({ ...storedTool(), formatVersion: 2 }))
  expect(await readStoredTool(folder)).toBeNull()
})
