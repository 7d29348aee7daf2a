/** The bytes behind a web address, into memory or a file: limited in size, hashed, watched for stalling. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { TouchstoneError } from '../../errors.ts'
import { writeError } from '../../images/write-atomically.ts'
import { networkError, openAddress, type AddressOptions, type Answer } from './open-address.ts'

export interface FetchOptions extends Omit<AddressOptions, 'method'> {
  readonly limitBytes: number
  /** Hexadecimal; `weights-hash-mismatch` where the file has another. */
  readonly sha256?: string | null
  /** Called for every piece with the bytes so far and, where the server states it, of how many. */
  readonly onBytes?: ((bytes: number, sizeBytes: number | null) => void) | undefined
}

export interface FetchedFile {
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
  readonly answer: Answer
}

/** A server that sends nothing for so long, while we do nothing else, has given up. */
const stallTicks = 6
const stallTickMs = 5_000

/** Throws what `openAddress` throws, `file-too-large`, `weights-hash-mismatch`, and what writing throws. */
export async function fetchFile(
  address: string,
  path: string,
  options: FetchOptions,
): Promise<FetchedFile> {
  const file = await open(path, 'wx').catch((error: unknown) => {
    throw writeError(path, error)
  })
  try {
    const fetched = await fetchInto(address, options, async (piece) => {
      await file.write(piece).catch((error: unknown) => {
        throw writeError(path, error)
      })
    })
    await file.sync()
    return fetched
  } finally {
    await file.close()
  }
}

/** For small files only: `limitBytes` of memory may be used. Throws as `fetchFile`. */
export async function fetchBytes(
  address: string,
  options: FetchOptions,
): Promise<{ readonly bytes: Buffer; readonly answer: Answer; readonly sha256: string }> {
  const pieces: Buffer[] = []
  const { answer, sha256 } = await fetchInto(address, options, (piece) => {
    pieces.push(piece)
    return Promise.resolve()
  })
  return { bytes: Buffer.concat(pieces), answer, sha256 }
}

async function fetchInto(
  address: string,
  options: FetchOptions,
  take: (piece: Buffer) => Promise<void>,
): Promise<FetchedFile> {
  const answer = await openAddress(address, options)
  const { limitBytes, onBytes, signal } = options
  try {
    if (answer.sizeBytes !== null) requireWithin(address, answer.sizeBytes, limitBytes)
    const hash = createHash('sha256')
    let bytes = 0
    for await (const piece of piecesOf(answer)) {
      bytes += piece.length
      requireWithin(address, bytes, limitBytes)
      hash.update(piece)
      await take(piece)
      onBytes?.(bytes, answer.sizeBytes)
    }
    if (answer.sizeBytes !== null && bytes !== answer.sizeBytes)
      throw new TouchstoneError(
        'not-reachable',
        `${address} broke off after ${bytes} of ${answer.sizeBytes} bytes; try again.`,
      )
    const sha256 = hash.digest('hex')
    if (options.sha256) requireSame(address, options.sha256, sha256)
    return { bytes, sha256, answer }
  } catch (error) {
    if (error instanceof TouchstoneError) throw error
    throw networkError(new URL(answer.address), error, signal)
  } finally {
    answer.body.destroy()
  }
}

/** Ticks, not a clock: while this process computes, neither data nor ticks come through. */
async function* piecesOf({ body }: Answer): AsyncGenerator<Buffer> {
  let quietTicks = 0
  const timer = setInterval(() => {
    quietTicks += 1
    if (quietTicks > stallTicks)
      body.destroy(new Error(`it sent nothing for ${(stallTicks * stallTickMs) / 1000} seconds`))
  }, stallTickMs)
  try {
    for await (const piece of body) {
      quietTicks = 0
      yield piece as Buffer
      quietTicks = 0
    }
  } finally {
    clearInterval(timer)
  }
}

function requireWithin(address: string, bytes: number, limitBytes: number): void {
  if (bytes <= limitBytes) return
  throw new TouchstoneError(
    'file-too-large',
    `${address} has ${bytes} bytes or more, and at most ${limitBytes} are taken here.`,
    { bytes, limitBytes },
  )
}

function requireSame(address: string, expected: string, actual: string): void {
  if (expected.toLowerCase() === actual) return
  throw new TouchstoneError(
    'weights-hash-mismatch',
    `${address} has the SHA-256 ${actual}, but ${expected} is stated for it. The file was changed or is another version; nothing was installed.`,
    { expected, actual },
  )
}
