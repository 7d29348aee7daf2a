import { chmodSync, readFileSync, readdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeAtomically, writeError } from '../../../src-main/core/images/write-atomically.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test('the file appears whole and replaces what was there', async () => {
  const path = folder.write('a.txt', 'old')
  await writeAtomically(path, async (handle) => {
    await handle.writeFile('ne')
    expect(readFileSync(path, 'utf8')).toBe('old')
    await handle.writeFile('w')
  })
  expect(readFileSync(path, 'utf8')).toBe('new')
})

test('a failure leaves the old file and nothing else', async () => {
  const inside = join(folder.path, 'inside')
  await mkdir(inside)
  const path = folder.write('inside/b.txt', 'old')
  const failing = writeAtomically(path, async (handle) => {
    await handle.writeFile('half')
    throw new RangeError('stopped')
  })
  await expect(failing).rejects.toThrow('stopped')
  expect(readdirSync(inside)).toEqual(['b.txt'])
  expect(readFileSync(path, 'utf8')).toBe('old')
})

test.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EROFS', 'folder-read-only'],
  ['EACCES', 'folder-read-only'],
  ['ENOENT', 'not-found'],
  ['EIO', 'file-unreadable'],
])('%s becomes %s and names the file', async (reason, code) => {
  const failing = writeAtomically(join(folder.path, 'c.tif'), async () => {
    throw Object.assign(new Error(reason), { code: reason })
  })
  await expect(failing).rejects.toMatchObject({
    code,
    message: expect.stringContaining('c.tif') as string,
  })
})

test('a missing folder is named', async () => {
  const failing = writeAtomically(join(folder.path, 'no', 'd.tif'), async () => undefined)
  await expect(failing).rejects.toMatchObject({ code: 'not-found' })
})

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder without write permission is read-only (needs a user other than root)',
  async () => {
    const locked = join(folder.path, 'locked')
    await mkdir(locked)
    chmodSync(locked, 0o555)
    const failing = writeAtomically(join(locked, 'e.tif'), async () => undefined)
    await expect(failing).rejects.toMatchObject({ code: 'folder-read-only' })
    chmodSync(locked, 0o755)
  },
)

test('other errors pass through', () => {
  const error = new RangeError('x')
  expect(writeError('f', error)).toBe(error)
})
