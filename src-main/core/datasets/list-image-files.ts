/**
 * The images of one folder (files, and folders that are Zarr stores), sorted by name. JPEG previews beside
 * the image itself, hidden files, notes and ignored names are passed over.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import { isImageFolder, isLossyFile, sortOfFile, stemOf } from './file-stem.ts'
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
  const imageFolders = new Set(folders.filter(isImageFolder))
  const images = names.filter((entry) =>
    entry.isDirectory() ? imageFolders.has(entry.name) : sortOfFile(entry.name) === 'image',
  )
  const exact = new Set(
    images.filter(({ name }) => !isLossyFile(name)).map(({ name }) => stemOf(name)),
  )
  return {
    images: images
      .filter(({ name }) => !isLossyFile(name) || !exact.has(stemOf(name)))
      .map(({ name }) => join(folder, name)),
    unreadable: files
      .filter((name) => sortOfFile(name) === 'unreadable-image')
      .map((name) => join(folder, name)),
    folders: folders.filter((name) => !name.startsWith('.') && !imageFolders.has(name)),
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
