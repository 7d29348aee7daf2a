/**
 * Whether a file is still the one that was opened, without reading all of it: its stamp (size and times, cheap)
 * and its fingerprint (that and samples of its bytes), which keys everything that is kept of its pixels.
 */
import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TouchstoneError } from '../core/errors.ts'

const sampleBytes = 64 * 1024
/** Of a folder with many files, so many at its start and as many at its end are looked at. */
const sampledEntries = 16

/** Of a folder (a Zarr store, a sequence): its own times and those of a sample of what it holds, two levels deep. */
export async function stampOf(path: string): Promise<string> {
  const { path: present, found } = await existing(path)
  const { size, mtimeMs, ino } = found
  const own = [present, size, mtimeMs, ino].join()
  return found.isDirectory() ? `${own};${(await stampsIn(present, 2)).join(';')}` : own
}

/** 32 hexadecimal digits. TouchstoneError 'file-not-found' where not even the folder is there. */
export async function fingerprintOf(path: string): Promise<string> {
  const hash = createHash('sha256').update(await stampOf(path))
  const { path: present, found } = await existing(path)
  if (found.isFile()) for (const bytes of await samples(present, found.size)) hash.update(bytes)
  return hash.digest('hex').slice(0, 32)
}

/** The path itself, or the file or store that it leads into: `stack.h5/exported` names `stack.h5`. */
async function existing(path: string): Promise<{ readonly path: string; readonly found: Stats }> {
  for (let at = path; ; at = dirname(at)) {
    const found = await stat(at).catch(() => null)
    if (found !== null) return { path: at, found }
    if (dirname(at) === at)
      throw new TouchstoneError('file-not-found', `${path} does not exist.`, { path })
  }
}

async function samples(path: string, sizeBytes: number): Promise<readonly Uint8Array[]> {
  const file = await open(path)
  try {
    const read = async (from: number): Promise<Uint8Array> => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, from)
      return buffer.subarray(0, bytesRead)
    }
    return [await read(0), await read(Math.max(0, sizeBytes - sampleBytes))]
  } finally {
    await file.close()
  }
}

async function stampsIn(folder: string, depth: number): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(() => [])).sort()
  const sampled =
    names.length <= 2 * sampledEntries
      ? names
      : [...names.slice(0, sampledEntries), ...names.slice(-sampledEntries)]
  const stamps = await Promise.all(
    sampled.map(async (name) => {
      const path = join(folder, name)
      const found = await stat(path).catch(() => null)
      if (found === null) return [name]
      const own = [name, found.size, found.mtimeMs].join()
      return found.isDirectory() && depth > 1 ? [own, ...(await stampsIn(path, depth - 1))] : [own]
    }),
  )
  return [String(names.length), ...stamps.flat()]
}
