/** Where first predictions are written for a look: a few folders in the cache, the oldest make room. */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A page may still show the last few. */
const mostKept = 8

/** A new, empty folder below `<cacheDir>/previews`. */
export async function newPreviewFolder(cacheDir: string): Promise<string> {
  const parent = join(cacheDir, 'previews')
  await mkdir(parent, { recursive: true })
  await removeOldest(parent, mostKept - 1)
  const folder = join(parent, randomBytes(8).toString('hex'))
  await mkdir(folder)
  return folder
}

/** What cannot be removed now is tried the next time. */
async function removeOldest(parent: string, kept: number): Promise<void> {
  const names = await readdir(parent)
  const aged = await Promise.all(
    names.map(async (name) => {
      const path = join(parent, name)
      return { path, changedMs: (await stat(path).catch(() => null))?.mtimeMs ?? 0 }
    }),
  )
  for (const { path } of aged.toSorted((a, b) => b.changedMs - a.changedMs).slice(kept))
    await rm(path, { recursive: true, force: true }).catch(() => undefined)
}
