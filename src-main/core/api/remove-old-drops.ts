/** Dropped files are copies for a look: those of former days make room when the program starts. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Another window of the same workspace may still show younger ones. */
const keptMs = 24 * 60 * 60 * 1000

/** Never throws: what cannot be removed now is tried at the next start. */
export async function removeOldDrops(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found === null || now - found.mtimeMs < keptMs) continue
    await rm(path, { recursive: true, force: true }).catch(() => undefined)
  }
}
