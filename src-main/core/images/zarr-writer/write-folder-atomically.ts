/** A folder is under its final name whole or not at all: temporary name, flush to disk, rename. */
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import { removeStale, syncFolder, temporaryPath, writeError } from '../write-atomically.ts'

/** Files flushed at once. */
const flushedAtOnce = 16

/**
 * `write` fills a new folder. A store that stood at `path` (a folder with `marker` in it) is replaced.
 * TouchstoneError 'conflict' for anything else that stands there, else as `writeAtomically`.
 */
export async function writeFolderAtomically(
  path: string,
  marker: string,
  write: (folder: string) => Promise<void>,
): Promise<void> {
  await requireReplaceable(path, marker)
  const temporary = temporaryPath(path)
  await removeStale(path)
  try {
    await mkdir(temporary)
    await write(temporary)
    await flushFolder(temporary)
    await moveInto(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined) // the first error is the one to tell
    throw writeError(path, error)
  }
}

/** Nobody's folder of other things is ever replaced. */
async function requireReplaceable(path: string, marker: string): Promise<void> {
  const exists = (file: string): Promise<boolean> =>
    stat(file).then(
      () => true,
      () => false,
    )
  if (!(await exists(path)) || (await exists(join(path, marker)))) return
  throw new TouchstoneError(
    'conflict',
    `${path} exists and is no store that could be replaced (it has no ${marker}); choose another name.`,
    { path },
  )
}

async function moveInto(temporary: string, path: string): Promise<void> {
  const former = temporaryPath(path)
  const wasThere = await rename(path, former).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
  try {
    await rename(temporary, path)
  } catch (error) {
    if (wasThere) await rename(former, path)
    throw error
  }
  if (wasThere) await rm(former, { recursive: true, force: true })
}

async function flushFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name))
  for (let at = 0; at < files.length; at += flushedAtOnce) {
    await Promise.all(files.slice(at, at + flushedAtOnce).map(flushFile))
  }
  for (const entry of entries) {
    if (entry.isDirectory()) await flushFolder(join(folder, entry.name))
  }
  await syncFolder(folder)
}

async function flushFile(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
