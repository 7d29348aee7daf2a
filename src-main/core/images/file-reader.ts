/**
 * A file opened for random reading. Every read is checked against the file's size first, so that a
 * truncated file is an error that names both sizes, never a short array; a drive that has gone is an
 * error after half a minute at most, never a wait without end.
 */
import { close, constants, fstat, open, read as readFrom, stat, type Stats } from 'node:fs'
import { availableParallelism } from 'node:os'
import { TouchstoneError } from '../errors.ts'
import { answerInTime, type Start } from './answer-in-time.ts'
import { blockingReader, type BlockingRead } from './local-disk.ts'
import { requireInFile } from './require-in-file.ts'

export interface FileReader {
  readonly path: string
  readonly sizeBytes: number
  /** When the file was last changed, as of its opening; ms since 1970. */
  readonly modifiedMs?: number
  /** Fills `target` from `offset`; TouchstoneError 'file-truncated' beyond the end of the file. */
  readInto(target: Uint8Array, offset: number): Promise<void>
  /** Bytes of their own; small reads are answered from a window, so walking a directory is cheap. */
  read(offset: number, length: number): Promise<Uint8Array>
  /** For thousands of tiny reads that depend on each other: undefined unless the file is on a local disk. */
  blockingRead?(): Promise<BlockingRead | undefined>
  /** Waits for reads under way, unless they hang. */
  close(): Promise<void>
}

export interface FileReaderOptions {
  /** A read or opening that takes longer is given up. */
  readonly answerWithinMs?: number
}

const windowBytes = 16 * 1024
/** A file of which little is read is not worth asking what disk it is on. */
const windowsBeforeBlocking = 4
/** Large reads go in this many parts at once: no more than threads that Node reads with. */
const partsAtOnce = Math.min(4, availableParallelism())
const smallestPartBytes = 2 ** 20
const largestReadBytes = 256 * 2 ** 20
const defaultAnswerWithinMs = 30_000

/** TouchstoneError 'file-not-found', 'file-unreadable', or 'format-not-supported' for a folder. */
export async function openFileReader(
  path: string,
  { answerWithinMs = defaultAnswerWithinMs }: FileReaderOptions = {},
): Promise<FileReader> {
  const answer = <T>(start: Start<T>, late?: (value: T) => void): Promise<T> =>
    answerInTime(path, answerWithinMs, start, late)
  // O_NONBLOCK: opening a named pipe must not wait for a writer
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
  const file = await answer<number>(
    (done) => open(path, flags, done),
    (late) => close(late),
  ).catch((error: unknown) => {
    throw openingError(path, error)
  })
  try {
    const stats = await answer<Stats>((done) => fstat(file, done))
    if (!stats.isFile()) {
      throw new TouchstoneError(
        'format-not-supported',
        `${path} is ${stats.isDirectory() ? 'a folder' : 'not a regular file'}, and an image file is needed.`,
        { path },
      )
    }
    return createReader(path, file, stats, answer)
  } catch (error) {
    close(file)
    throw error instanceof TouchstoneError ? error : openingError(path, error)
  }
}

interface Window {
  readonly offset: number
  readonly bytes: Uint8Array
}

type Answer = <T>(start: Start<T>) => Promise<T>

function createReader(path: string, file: number, stats: Stats, answer: Answer): FileReader {
  const sizeBytes = stats.size
  let window: Window = { offset: 0, bytes: new Uint8Array(0) }
  let windowsRead = 0
  let blocking: BlockingRead | undefined
  let underWay = 0
  let closing: (() => void) | undefined
  let isClosed = false

  /** The file number must not be freed while a read uses it: it may soon stand for another file. */
  async function readSome(
    target: Uint8Array,
    at: number,
    length: number,
    offset: number,
  ): Promise<number> {
    if (isClosed) throw closedError(path)
    underWay++
    try {
      return await answer<number>((done) =>
        readFrom(file, target, at, length, offset, (error, bytesRead) => {
          if (--underWay === 0) closing?.()
          done(error, bytesRead)
        }),
      )
    } catch (error) {
      throw await readingError(path, stats, error, answer)
    }
  }

  async function readInto(target: Uint8Array, offset: number): Promise<void> {
    requireInFile(path, sizeBytes, offset, target.length)
    const parts = Math.min(partsAtOnce, Math.floor(target.length / smallestPartBytes))
    if (parts < 2) return readPart(target, offset)
    // side by side the parts are copied by several threads, which is faster than one read
    const partBytes = Math.ceil(target.length / parts)
    const reads: Promise<void>[] = []
    for (let at = 0; at < target.length; at += partBytes) {
      reads.push(readPart(target.subarray(at, at + partBytes), offset + at))
    }
    await allOrFirstFailure(reads)
  }

  async function readPart(target: Uint8Array, offset: number): Promise<void> {
    let done = 0
    while (done < target.length) {
      const length = Math.min(target.length - done, largestReadBytes)
      const bytesRead = await readSome(target, done, length, offset + done)
      if (bytesRead === 0) throw await readingError(path, stats, undefined, answer)
      done += bytesRead
    }
  }

  async function read(offset: number, length: number): Promise<Uint8Array> {
    requireInFile(path, sizeBytes, offset, length)
    if (length > windowBytes) {
      const bytes = new Uint8Array(length)
      await readInto(bytes, offset)
      return bytes
    }
    if (contains(window, offset, length)) {
      return window.bytes.slice(offset - window.offset, offset - window.offset + length)
    }
    const bytes = new Uint8Array(Math.min(windowBytes, sizeBytes - offset))
    if (++windowsRead === windowsBeforeBlocking) blocking = await blockingRead()
    if (!readAtOnce(bytes, offset)) await readInto(bytes, offset)
    window = { offset, bytes }
    return bytes.slice(0, length)
  }

  const blockingRead = (): Promise<BlockingRead | undefined> =>
    blockingReader(path, file, (offset, length) => {
      if (isClosed) throw closedError(path)
      requireInFile(path, sizeBytes, offset, length)
    })

  /** Small reads of a local disk: blocking takes microseconds, waiting for another thread takes longer. */
  function readAtOnce(target: Uint8Array, offset: number): boolean {
    try {
      return blocking !== undefined && blocking(target, offset) === target.length
    } catch (error) {
      if (error instanceof TouchstoneError) throw error
      return false // the ordinary way finds out what is wrong
    }
  }

  return {
    path,
    sizeBytes,
    modifiedMs: stats.mtimeMs,
    readInto,
    read,
    blockingRead,
    async close() {
      if (isClosed) return
      isClosed = true
      if (underWay > 0) {
        const idle = new Promise<void>((done) => (closing = done))
        // a hanging read keeps its file number for good: better than to free it under the read
        if (!(await isSettledSoon(idle))) return void idle.then(() => close(file))
      }
      await new Promise<void>((done) => close(file, () => done()))
    },
  }
}

/** Nothing is still being written into the array when this has ended. */
async function allOrFirstFailure(reads: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(reads)
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

function contains({ offset, bytes }: Window, from: number, length: number): boolean {
  return from >= offset && from + length <= offset + bytes.length
}

async function isSettledSoon(idle: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((done) => (timer = setTimeout(() => done(false), 2000)))
  return Promise.race([idle.then(() => true), late]).finally(() => clearTimeout(timer))
}

/** Whether the file has changed since it was opened decides what a failed read means. */
async function readingError(
  path: string,
  opened: Stats,
  error: unknown,
  answer: Answer,
): Promise<TouchstoneError> {
  if (error instanceof TouchstoneError) return error
  const now = await answer<Stats>((done) => stat(path, done)).catch(() => undefined)
  if (now !== undefined && (now.size !== opened.size || now.mtimeMs !== opened.mtimeMs)) {
    return new TouchstoneError(
      'file-unreadable',
      `${path} changed while it was open: it had ${opened.size} bytes (${opened.mtime.toISOString()}) and has ${now.size} (${now.mtime.toISOString()}); open it again.`,
      { path, reason: 'changed', openedBytes: opened.size, sizeBytes: now.size },
    )
  }
  const reason = codeOf(error)
  return new TouchstoneError(
    'file-unreadable',
    `${path} cannot be read any more (${reason}): check the drive or the network, and open the image again.`,
    { path, reason },
  )
}

function openingError(path: string, error: unknown): TouchstoneError {
  if (error instanceof TouchstoneError) return error
  const reason = codeOf(error)
  if (reason === 'ENOENT' || reason === 'ENOTDIR') {
    return new TouchstoneError('file-not-found', `${path} does not exist.`, { path })
  }
  return new TouchstoneError('file-unreadable', `${path} cannot be opened (${reason}).`, {
    path,
    reason,
  })
}

function closedError(path: string): TouchstoneError {
  return new TouchstoneError('cancelled', `${path} was closed while it was being read.`, { path })
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? 'no data'
}
