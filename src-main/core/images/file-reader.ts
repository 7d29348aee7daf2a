/**
 * A file opened for random reading. Every read is checked against the file's size first, so that a
 * truncated file is an error that names both sizes, never a short array.
 */
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { TouchstoneError } from '../errors.ts'

export interface FileReader {
  readonly path: string
  readonly sizeBytes: number
  /** Fills `target` from `offset`; TouchstoneError 'file-truncated' beyond the end of the file. */
  readInto(target: Uint8Array, offset: number): Promise<void>
  /** Bytes of their own; small reads are answered from a window, so walking a directory is cheap. */
  read(offset: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

const windowBytes = 16 * 1024
const largestReadBytes = 256 * 2 ** 20

/** TouchstoneError 'file-not-found', 'file-unreadable', or 'format-not-supported' for a folder. */
export async function openFileReader(path: string): Promise<FileReader> {
  const handle = await openHandle(path)
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) {
      throw new TouchstoneError(
        'format-not-supported',
        `${path} is ${stat.isDirectory() ? 'a folder' : 'not a regular file'}, and an image file is needed.`,
        { path },
      )
    }
    return createReader(path, handle, stat.size)
  } catch (error) {
    await handle.close()
    throw error
  }
}

function createReader(path: string, handle: FileHandle, sizeBytes: number): FileReader {
  let window = { offset: 0, bytes: new Uint8Array(0) }

  async function readInto(target: Uint8Array, offset: number): Promise<void> {
    requireInside(path, sizeBytes, offset, target.length)
    let done = 0
    while (done < target.length) {
      const length = Math.min(target.length - done, largestReadBytes)
      const { bytesRead } = await handle.read(target, done, length, offset + done)
      if (bytesRead === 0) throw truncated(path, offset + target.length, offset + done)
      done += bytesRead
    }
  }

  async function read(offset: number, length: number): Promise<Uint8Array> {
    requireInside(path, sizeBytes, offset, length)
    if (length > windowBytes) {
      const bytes = new Uint8Array(length)
      await readInto(bytes, offset)
      return bytes
    }
    if (offset < window.offset || offset + length > window.offset + window.bytes.length) {
      const bytes = new Uint8Array(Math.min(windowBytes, sizeBytes - offset))
      await readInto(bytes, offset)
      window = { offset, bytes }
      return bytes.slice(0, length)
    }
    return window.bytes.slice(offset - window.offset, offset - window.offset + length)
  }

  return { path, sizeBytes, readInto, read, close: () => handle.close() }
}

function requireInside(path: string, sizeBytes: number, offset: number, length: number): void {
  if (!Number.isSafeInteger(offset) || offset < 0 || !Number.isSafeInteger(length) || length < 0) {
    throw new TouchstoneError(
      'format-corrupt',
      `${path}: states ${length} bytes at offset ${offset}, which no file can have.`,
      { path, offset, length },
    )
  }
  if (offset + length > sizeBytes) throw truncated(path, offset + length, sizeBytes)
}

function truncated(path: string, neededBytes: number, sizeBytes: number): TouchstoneError {
  return new TouchstoneError(
    'file-truncated',
    `${path} is truncated: ${neededBytes} bytes are needed and ${sizeBytes} are there; copy or export it again.`,
    { path, neededBytes, sizeBytes },
  )
}

/** O_NONBLOCK: opening a named pipe must not wait for a writer. */
async function openHandle(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    if (reason === 'ENOENT' || reason === 'ENOTDIR') {
      throw new TouchstoneError('file-not-found', `${path} does not exist.`, { path })
    }
    throw new TouchstoneError('file-unreadable', `${path} cannot be opened (${reason}).`, {
      path,
      reason,
    })
  }
}
