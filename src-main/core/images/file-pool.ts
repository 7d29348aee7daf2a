/**
 * Readers of the many files of one image, of which only some are open at a time: a file is opened when it is read
 * from, and closed again when others were used since. A file that changed meanwhile is an error.
 */
import { TouchstoneError, isTouchstoneError } from '../errors.ts'
import { openFileReader, type FileReader } from './file-reader.ts'

export interface FilePool {
  /** Errors as `openFileReader`; later reads fail with 'file-unreadable' where the file has gone or changed. */
  open(path: string): Promise<FileReader>
  close(): Promise<void>
}

interface Entry {
  readonly path: string
  reader: Promise<FileReader> | undefined
  users: number
  sizeBytes: number
  modifiedMs: number | undefined
}

/** At most `limit` files are open, and those that are being read. */
export function createFilePool(
  limit: number,
  open: (path: string) => Promise<FileReader> = openFileReader,
): FilePool {
  /** Least recently used first. */
  const entries = new Set<Entry>()
  let isClosed = false

  async function use<T>(entry: Entry, work: (reader: FileReader) => Promise<T>): Promise<T> {
    if (isClosed) throw closedError(entry.path)
    entries.delete(entry)
    entries.add(entry)
    entry.users++
    try {
      entry.reader ??= reopen(entry)
      return await work(await entry.reader)
    } finally {
      entry.users--
      await trim()
    }
  }

  async function reopen(entry: Entry): Promise<FileReader> {
    try {
      const reader = await open(entry.path)
      if (reader.sizeBytes === entry.sizeBytes && reader.modifiedMs === entry.modifiedMs) {
        return reader
      }
      await reader.close()
      throw new TouchstoneError(
        'file-unreadable',
        `${entry.path} changed while it was open: it had ${entry.sizeBytes} bytes and has ${reader.sizeBytes}; open the image again.`,
        { path: entry.path, reason: 'changed' },
      )
    } catch (error) {
      entry.reader = undefined
      if (!isTouchstoneError(error) || error.code !== 'file-not-found') throw error
      throw new TouchstoneError(
        'file-unreadable',
        `${entry.path} was there when the image was opened and is gone; bring it back and open the image again.`,
        { path: entry.path, reason: 'gone' },
      )
    }
  }

  async function trim(): Promise<void> {
    const held = [...entries].filter((entry) => entry.reader !== undefined)
    const idle = held.filter((entry) => entry.users === 0)
    for (const entry of idle.slice(0, Math.max(0, held.length - limit))) await release(entry)
  }

  async function release(entry: Entry): Promise<void> {
    const { reader } = entry
    entry.reader = undefined
    await reader?.then((opened) => opened.close()).catch(() => undefined)
  }

  return {
    async open(path) {
      const first = await open(path)
      const { sizeBytes, modifiedMs } = first
      const entry: Entry = { path, reader: Promise.resolve(first), users: 0, sizeBytes, modifiedMs }
      entries.add(entry)
      await trim()
      return {
        path,
        sizeBytes,
        ...(modifiedMs === undefined ? {} : { modifiedMs }),
        readInto: (target, offset) => use(entry, (reader) => reader.readInto(target, offset)),
        read: (offset, length) => use(entry, (reader) => reader.read(offset, length)),
        close: async () => {
          entries.delete(entry)
          await release(entry)
        },
      }
    },
    async close() {
      isClosed = true
      for (const entry of [...entries]) await release(entry)
      entries.clear()
    },
  }
}

function closedError(path: string): TouchstoneError {
  return new TouchstoneError('cancelled', `${path} was closed while it was being read.`, { path })
}
