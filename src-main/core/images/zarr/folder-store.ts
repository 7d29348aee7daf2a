/**
 * A Zarr store in a folder. Links that leave the folder are refused, whatever they lead to; few files are
 * open at once.
 */
import { lstat, readdir, realpath, type Dirent, type Stats } from 'node:fs'
import { sep } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import { answerInTime } from '../answer-in-time.ts'
import { openFileReader, type FileReader } from '../file-reader.ts'
import { pathOfKey, type ZarrStore } from './store.ts'

interface SharedFile {
  readonly file: Promise<FileReader | undefined>
  users: number
}

const mostOpenFiles = 16
const mostFoldersKnown = 20_000
const answerWithinMs = 30_000

/** `path` is a folder. TouchstoneError 'file-not-found' or 'file-unreadable'. */
export async function openFolderStore(path: string): Promise<ZarrStore> {
  const root = await ask<string>(path, (done) => realpath.native(path, done))
  if (root === undefined) {
    throw new TouchstoneError('file-not-found', `${path} does not exist.`, { path })
  }
  /** Folders inside the store that are known to be no link out of it. */
  const known = new Set<string>()
  /** Files of which parts are read, the one used last at the end. */
  const open = new Map<string, SharedFile>()

  async function requireInside(file: string): Promise<boolean> {
    const real = await ask<string>(file, (done) => realpath.native(file, done))
    if (real === undefined) return false
    if (real === root || real.startsWith(root + sep)) return true
    throw new TouchstoneError(
      'not-allowed',
      `${file} is a link that leaves the store ${path}; such links are not followed. Put the data into the store.`,
      { path: file, store: path },
    )
  }

  async function openKey(key: string): Promise<FileReader | undefined> {
    const file = pathOfKey({ path }, key)
    const folder = file.slice(0, file.lastIndexOf('/'))
    if (!known.has(folder)) {
      if (!(await requireInside(folder))) return undefined
      if (known.size >= mostFoldersKnown) known.clear()
      known.add(folder)
    }
    const stats = await ask<Stats>(file, (done) => lstat(file, done))
    if (stats === undefined || stats.isDirectory()) return undefined
    if (stats.isSymbolicLink() && !(await requireInside(file))) return undefined
    return openFileReader(file).catch((error: unknown) => {
      if (error instanceof TouchstoneError && error.code === 'file-not-found') return undefined
      throw error
    })
  }

  /** Kept open, as other parts of the same file are likely to be read next. */
  async function withShared<T>(
    key: string,
    use: (file: FileReader) => T | Promise<T>,
  ): Promise<T | undefined> {
    const shared = open.get(key) ?? { file: openKey(key), users: 0 }
    open.delete(key)
    open.set(key, shared)
    shared.users++
    try {
      const file = await shared.file.catch((error: unknown) => {
        if (open.get(key) === shared) open.delete(key) // the next one tries again
        throw error
      })
      return file && (await use(file))
    } finally {
      shared.users--
      closeUnused()
    }
  }

  function closeUnused(): void {
    for (const [key, { file, users }] of open) {
      if (open.size <= mostOpenFiles) break
      if (users > 0) continue
      open.delete(key)
      void closeQuietly(file)
    }
  }

  return {
    path,
    async read(key, limitBytes) {
      const file = await openKey(key)
      if (file === undefined) return undefined
      try {
        requireSize(file.path, file.sizeBytes, limitBytes)
        return await file.read(0, file.sizeBytes)
      } finally {
        await file.close()
      }
    },
    async has(key) {
      const file = pathOfKey({ path }, key)
      return (await ask<Stats>(file, (done) => lstat(file, done))) !== undefined
    },
    size: (key) => withShared(key, (file) => file.sizeBytes),
    readRange: (key, offset, length) => withShared(key, (file) => file.read(offset, length)),
    async children(group) {
      const folder = pathOfKey({ path }, group)
      if (!(await requireInside(folder))) return []
      const entries = await ask<Dirent[]>(folder, (done) =>
        readdir(folder, { withFileTypes: true }, done),
      )
      return (entries ?? [])
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    },
    async close() {
      const files = [...open.values()]
      open.clear()
      await Promise.all(files.map(({ file }) => closeQuietly(file)))
    },
  }
}

/** TouchstoneError 'file-too-large' above the limit. */
export function requireSize(path: string, sizeBytes: number, limitBytes: number): void {
  if (sizeBytes <= limitBytes) return
  throw new TouchstoneError(
    'file-too-large',
    `${path} has ${sizeBytes} bytes, and what it holds can have at most ${limitBytes}.`,
    { path, sizeBytes, limitBytes },
  )
}

async function closeQuietly(file: Promise<FileReader | undefined>): Promise<void> {
  await file.then(
    (opened) => opened?.close(),
    () => undefined,
  )
}

/** Undefined for what does not exist. TouchstoneError 'file-unreadable' for all other reasons. */
async function ask<T>(
  path: string,
  start: (done: (error: Error | null, value: T) => void) => void,
): Promise<T | undefined> {
  return answerInTime<T>(path, answerWithinMs, start).catch((error: unknown) => {
    if (error instanceof TouchstoneError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new TouchstoneError(
      'file-unreadable',
      `${path} cannot be opened (${code ?? 'unknown reason'}).`,
      { path, reason: code },
    )
  })
}
