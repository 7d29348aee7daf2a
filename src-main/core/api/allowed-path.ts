/** Requests may name only paths inside the configured roots; links are followed before the check. */
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
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

/**
 * The real path of an image, which may also lie inside a file (`store.zarr.zip/0`, `stack.h5/exported`) or
 * name a series of files (`stack_*.tif`). What exists of it must lie inside the roots; throws as `allowedPath`.
 */
export async function allowedImagePath(path: string, roots: readonly Root[]): Promise<string> {
  if (!isAbsolute(path)) return allowedPath(path, roots)
  const asked = resolve(path)
  const file = await enclosingFile(asked)
  if (file === null) {
    const isSeries = basename(asked).includes('*') && !(await isThere(asked))
    if (!isSeries) return allowedPath(asked, roots)
    return join(await allowedPath(dirname(asked), roots), basename(asked))
  }
  return join(await allowedPath(file, roots), relative(file, asked))
}

/** The file on the way to `path`; null where `path` itself exists or there is only a folder on the way. */
async function enclosingFile(path: string): Promise<string | null> {
  for (let at = path; ; at = dirname(at)) {
    const found = await stat(at).catch(() => null)
    if (found !== null) return at !== path && found.isFile() ? at : null
    if (dirname(at) === at) return null
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}
