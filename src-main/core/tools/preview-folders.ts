/** Where first predictions are written for a look: a few folders in the cache, the oldest make room. */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { removeOldest } from './remove-oldest.ts'

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
