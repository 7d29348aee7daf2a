/** The image files of one folder, sorted by name; hidden files, notes and ignored names are passed over. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import { sortOfFile } from './file-stem.ts'
import { matchesGlob } from './match-glob.ts'

export interface FolderListing {
  /** Absolute paths. */
  readonly images: readonly string[]
  /** Images of formats that are not read yet. */
  readonly unreadable: readonly string[]
  /** Names of folders, hidden ones left out. */
  readonly folders: readonly string[]
}

/** Throws `file-not-found` or `file-unreadable` for the folder. */
export async function listImageFiles(
  folder: string,
  ignore: readonly string[] = [],
): Promise<FolderListing> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw folderProblem(folder, error)
  })
  const names = entries
    .filter((entry) => !ignore.some((pattern) => matchesGlob(entry.name, pattern)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const files = names.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)
  const folders = names.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const pathsOf = (sort: string): string[] =>
    files.filter((name) => sortOfFile(name) === sort).map((name) => join(folder, name))
  return {
    images: pathsOf('image'),
    unreadable: pathsOf('unreadable-image'),
    folders: folders.filter((name) => !name.startsWith('.')),
  }
}

function folderProblem(folder: string, error: unknown): TouchstoneError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (code === 'ENOENT') {
    return new TouchstoneError('file-not-found', `The folder ${folder} does not exist.`)
  }
  if (code === 'ENOTDIR') {
    return new TouchstoneError('file-unreadable', `${folder} is a file; a folder is needed here.`)
  }
  return new TouchstoneError('file-unreadable', `The folder ${folder} cannot be read (${code}).`)
}
