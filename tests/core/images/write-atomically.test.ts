import { chmodSync, mkdirSync, readFileSync, readdirSync, utimesSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  removeStale,
  temporaryPath,
  writeAtomically,
  writeError,
} from '../../../src-main/core/images/write-atomically.ts'
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

test('parts that a killed process left go once they are an hour old; all else stays', async () => {
  const inside = join(folder.path, 'stale')
  mkdirSync(inside)
  const path = join(inside, 'g.tif')
  const hours = (ago: number): Date => new Date(Date.now() - ago * 3_600_000)
  const parts = [temporaryPath(path), temporaryPath(path), temporaryPath(join(inside, 'h.tif'))]
  const [old, young, other] = parts.map((part) => folder.write(part.slice(folder.path.length), 'x'))
  mkdirSync(temporaryPath(path))
  folder.write('stale/.g.tif.notes.part', 'x')
  for (const name of readdirSync(inside)) utimesSync(join(inside, name), hours(2), hours(2))
  utimesSync(young!, hours(0.5), hours(0.5))
  await writeAtomically(path, async (handle) => {
    await handle.writeFile('new')
  })
  const left = readdirSync(inside).sort()
  const kept = [young!, other!].map((part) => part.slice(inside.length + 1))
  expect(left).toEqual(['.g.tif.notes.part', 'g.tif', ...kept].sort())
  expect(left).not.toContain(old)
})

test('cleaning a folder that is not there is no error', async () => {
  await expect(removeStale(join(folder.path, 'nowhere', 'a.tif'))).resolves.toBeUndefined()
})
