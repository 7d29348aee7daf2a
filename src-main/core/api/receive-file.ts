/** The body of a request as a file in a folder of its own: all of it or nothing. */
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { messageOf, TouchstoneError } from '../errors.ts'

export interface ReceivedFile {
  /** Made for this file, and removed where it does not arrive whole. */
  readonly folder: string
  readonly name: string
  readonly largestBytes: number
}

/**
 * Its path. TouchstoneError `bad-request` for no body or one that breaks off, `file-too-large`, `disk-full`,
 * `folder-read-only`.
 */
export async function receiveFile(request: Request, file: ReceivedFile): Promise<string> {
  const { body } = request
  if (body === null)
    throw new TouchstoneError('bad-request', `${file.name} came without any bytes; drop it again.`)
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > file.largestBytes) throw tooLarge(file)
  const path = join(file.folder, file.name)
  try {
    await mkdir(file.folder, { recursive: true })
    await requireSpace(file, announced)
    await pipeline(
      Readable.fromWeb(body as ReadableStream<Uint8Array>),
      limited(file),
      createWriteStream(`${path}.part`, { flags: 'wx' }),
      { signal: request.signal },
    )
    await rename(`${path}.part`, path)
    return path
  } catch (error) {
    await rm(file.folder, { recursive: true, force: true })
    throw receivingError(error, file)
  }
}

async function requireSpace(file: ReceivedFile, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(file.folder)
  if (bavail * bsize >= neededBytes) return
  throw new TouchstoneError(
    'disk-full',
    `${file.name} needs ${neededBytes} bytes and ${bavail * bsize} are free in ${file.folder}; free some space, or open the file where it lies.`,
  )
}

function limited(file: ReceivedFile): Transform {
  let received = 0
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      received += chunk.byteLength
      if (received > file.largestBytes) done(tooLarge(file))
      else done(null, chunk)
    },
  })
}

function tooLarge({ name, largestBytes }: ReceivedFile): TouchstoneError {
  return new TouchstoneError(
    'file-too-large',
    `${name} is larger than the ${largestBytes} bytes that can be dropped; choose it in the folder browser, where no copy is made.`,
  )
}

function receivingError(error: unknown, { name, folder }: ReceivedFile): TouchstoneError {
  if (error instanceof TouchstoneError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new TouchstoneError(
      'disk-full',
      `${name} could not be kept because ${folder} is full; free some space, or open the file where it lies.`,
    )
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return new TouchstoneError(
      'folder-read-only',
      `${name} could not be kept because ${folder} cannot be written (${code}).`,
    )
  return new TouchstoneError(
    'bad-request',
    `${name} did not arrive whole (${messageOf(error)}); drop it again.`,
  )
}
