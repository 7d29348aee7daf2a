/** Keeps folders of the cache few: the oldest make room. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** All but the `kept` newest entries of a folder; what cannot be removed now is tried the next time. */
export async function removeOldest(parent: string, kept: number): Promise<void> {
  const names = await readdir(parent).catch((): string[] => [])
  const aged = await Promise.all(
    names.map(async (name) => {
      const path = join(parent, name)
      return { path, changedMs: (await stat(path).catch(() => null))?.mtimeMs ?? 0 }
    }),
  )
  for (const { path } of aged.toSorted((a, b) => b.changedMs - a.changedMs).slice(kept))
    await rm(path, { recursive: true, force: true }).catch(() => undefined)
}
