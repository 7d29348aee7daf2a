import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeOldest } from '../../../src-main/core/tools/remove-oldest.ts'

test('the newest stay, folders with contents go whole, and an absent folder is no error', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-oldest-'))
  for (const [index, name] of ['old', 'middle', 'new'].entries()) {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'file'), 'x')
    await utimes(join(folder, name), 1000 + index, 1000 + index)
  }
  await removeOldest(folder, 2)
  expect((await readdir(folder)).toSorted()).toEqual(['middle', 'new'])
  await removeOldest(join(folder, 'none'), 2)
  await rm(folder, { recursive: true })
})
