import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openNodeCore } from '../../src-main/hosts/node-core.ts'
import { newFolder } from '../contract/small-dataset.ts'

let folder: string
beforeAll(() => {
  folder = newFolder()
  writeFileSync(join(folder, 'notes.txt'), 'x')
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const open = (workspaceDir: string) =>
  openNodeCore({
    workspaceDir,
    resourcesDir: folder,
    pagesDir: null,
    hostKind: 'cli',
    log: () => undefined,
  })

test('a workspace that is a file, or lies under one, is refused by the name of the file', async () => {
  const file = join(folder, 'notes.txt')
  for (const workspace of [file, join(file, 'w', 'x')])
    await expect(open(workspace)).rejects.toMatchObject({
      code: 'bad-usage',
      message: `The workspace ${workspace} cannot be made because ${file} is a file; choose a folder.`,
    })
})

test('a workspace deep in folders that are not there yet is made', async () => {
  const workspace = join(folder, 'a', 'b', 'w')
  const core = await open(workspace)
  await core.close()
  expect(existsSync(join(workspace, 'touchstone.sqlite'))).toBe(true)
})

test.skipIf(!existsSync('/proc/self'))(
  'a place where nothing can be written is named (needs /proc)',
  async () => {
    await expect(open('/proc/touchstone/w')).rejects.toMatchObject({ code: 'folder-read-only' })
    await expect(open('/proc/touchstone/w')).rejects.toThrow(
      'The workspace /proc/touchstone/w cannot be made because /proc cannot be written (',
    )
  },
)
