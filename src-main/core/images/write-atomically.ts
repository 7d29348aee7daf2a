/** A file is under its final name whole or not at all: temporary name, flush to disk, rename. */
import { randomBytes } from 'node:crypto'
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { TouchstoneError, isTouchstoneError, messageOf } from '../errors.ts'

/**
 * `write` fills the file; what stood at `path` is replaced. Not `durable`: nothing is flushed to disk, for
 * files that can be made again. TouchstoneError 'disk-full', 'folder-read-only', 'not-found' (the folder),
 * or 'file-unreadable' for other failures.
 */
export async function writeAtomically(
  path: string,
  write: (handle: FileHandle) => Promise<void>,
  { durable = true }: { readonly durable?: boolean } = {},
): Promise<void> {
  const temporary = temporaryPath(path)
  await removeStale(path)
  try {
    const handle = await open(temporary, 'wx+')
    try {
      await write(handle)
      if (durable) await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
    if (durable) await syncFolder(dirname(path))
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined) // the first error is the one to tell
    throw writeError(path, error)
  }
}

/** Beside `path`, hidden, never the same twice; `removeStale` knows it again. */
export function temporaryPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`)
}

/** A part that nobody wrote to for so long belongs to a process that was killed. */
const staleMs = 3_600_000

/** Removes what killed processes left of earlier tries to write `path`, a file or a folder. */
export async function removeStale(path: string): Promise<void> {
  const start = `.${basename(path)}.`
  const names = await readdir(dirname(path)).catch((): string[] => [])
  for (const name of names) {
    if (!name.startsWith(start) || !/^[0-9a-f]{12}\.part$/.test(name.slice(start.length))) continue
    const left = join(dirname(path), name)
    try {
      if (Date.now() - (await stat(left)).mtimeMs > staleMs) {
        await rm(left, { recursive: true, force: true })
      }
    } catch {
      // somebody else's, or just gone: it is in nobody's way
    }
  }
}

/** Makes the rename itself durable, on systems that can flush a folder (Windows cannot). */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? ''
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'].includes(reason)) throw error
  }
}

export function writeError(path: string, error: unknown): unknown {
  if (isTouchstoneError(error)) return error
  const reason = (error as NodeJS.ErrnoException).code
  if (reason === undefined) return error
  const details = { path, reason }
  if (reason === 'ENOSPC' || reason === 'EDQUOT') {
    return new TouchstoneError(
      'disk-full',
      `${path} cannot be written: no space is left in ${dirname(path)}; free some and try again.`,
      details,
    )
  }
  if (reason === 'EROFS' || reason === 'EACCES' || reason === 'EPERM') {
    return new TouchstoneError(
      'folder-read-only',
      `${path} cannot be written: ${dirname(path)} is read-only for this user (${reason}); choose another folder.`,
      details,
    )
  }
  if (reason === 'ENOENT') {
    return new TouchstoneError(
      'not-found',
      `${path} cannot be written: ${dirname(path)} does not exist.`,
      details,
    )
  }
  return new TouchstoneError(
    'file-unreadable',
    `${path} cannot be written (${messageOf(error)}).`,
    details,
  )
}
