/** Keeps a folder of made files below a size: what was used longest ago goes first. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Files in use just now are spared even above the limit. */
const sparedMs = 60_000

/**
 * A file's time of change is its last use. Returns the bytes that are left. What cannot be removed (open
 * elsewhere, on Windows) stays for the next time.
 */
export async function trimCache(folder: string, limitBytes: number): Promise<number> {
  const files = await filesUnder(folder)
  let total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const oldestFirst = files.toSorted((a, b) => a.usedAt - b.usedAt)
  for (const { path, sizeBytes, usedAt } of oldestFirst) {
    if (total <= limitBytes || Date.now() - usedAt < sparedMs) break
    try {
      await rm(path)
      total -= sizeBytes
    } catch {
      // the next one, then
    }
  }
  return total
}

/** What each folder held when it was last looked through, and what was added since. */
const knownBytes = new Map<string, number>()

/** After `addedBytes` were added: looks through the folder only where the limit may have been passed. */
export async function keepBelow(
  folder: string,
  addedBytes: number,
  limitBytes: number,
): Promise<void> {
  const total = (knownBytes.get(folder) ?? Infinity) + addedBytes
  knownBytes.set(folder, total > limitBytes ? await trimCache(folder, limitBytes) : total)
}

async function filesUnder(
  folder: string,
): Promise<{ readonly path: string; readonly sizeBytes: number; readonly usedAt: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const found = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const { size, mtimeMs } = await stat(path)
      return { path, sizeBytes: size, usedAt: mtimeMs }
    })
  const known = await Promise.allSettled(found)
  return known.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}
