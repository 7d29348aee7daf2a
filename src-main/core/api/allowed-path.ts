/** Requests may name only paths inside the configured roots; links are followed before the check. */
import { realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import { TouchstoneError } from '../errors.ts'

export interface Root {
  readonly name: string
  readonly path: string
}

/** The real path; throws `file-not-found`, or `not-allowed` naming the roots. */
export async function allowedPath(path: string, roots: readonly Root[]): Promise<string> {
  if (!isAbsolute(path))
    throw new TouchstoneError(
      'bad-request',
      `${path} is not a full path; please give one that starts at the root.`,
    )
  const asked = resolve(path)
  const real = await realpath(asked).catch(() => {
    throw new TouchstoneError('file-not-found', `There is no file or folder ${asked}.`)
  })
  for (const root of roots) {
    const realRoot = await realpath(root.path).catch(() => null)
    if (realRoot !== null && isInside(real, realRoot)) return real
  }
  throw new TouchstoneError(
    'not-allowed',
    `${asked} lies outside the folders that this host may read: ${roots.map((root) => root.path).join(', ')}.`,
  )
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}
