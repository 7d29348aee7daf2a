/** A JSON file from outside, up to a size that fits into memory several times. */
import { readFile, stat } from 'node:fs/promises'
import { TouchstoneError } from '../errors.ts'

const largestBytes = 512 * 2 ** 20

/** Throws `file-not-found`, `file-too-large`, `format-corrupt`. */
export async function readJson(path: string): Promise<unknown> {
  const found = await stat(path).catch(() => null)
  if (found === null)
    throw new TouchstoneError('file-not-found', `${path} does not exist.`, { path })
  if (found.size > largestBytes)
    throw new TouchstoneError(
      'file-too-large',
      `${path} has ${found.size} bytes, and ${largestBytes} is the limit for JSON; export fewer objects per file.`,
      { path, size: found.size },
    )
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown
  } catch {
    throw new TouchstoneError('format-corrupt', `${path} is not JSON; export it again.`, { path })
  }
}
