/**
 * From a path to the store it lies in: a folder with a document of Zarr, one inside such a folder, a zip
 * that holds a store, or a path that goes on inside that zip.
 */
import { stat, type Stats } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import { answerInTime } from '../answer-in-time.ts'
import { openFileReader } from '../file-reader.ts'
import { isZip, openZip } from '../zip/open-zip.ts'
import { openFolderStore } from './folder-store.ts'
import { joinKey, nodeDocuments, type ZarrStore } from './store.ts'
import { zipRoot, zipStore } from './zip-store.ts'

export interface LocatedStore {
  readonly store: ZarrStore
  /** Of the node that the path names; '' for the store itself. */
  readonly key: string
}

const mostFoldersUp = 32

/** The caller closes the store. Undefined where the path has nothing to do with Zarr. */
export async function locateStore(path: string): Promise<LocatedStore | undefined> {
  const named = resolve(path)
  const isDocument = (nodeDocuments as readonly string[]).includes(basename(named))
  const found = await nearestExisting(isDocument ? dirname(named) : named)
  if (found === undefined) return undefined
  if (found.isFile) return locateInZip(found.path, keyBelow(found.path, found.wanted))
  const root = await rootFolder(found.path)
  if (root === undefined) return undefined
  return { store: await openFolderStore(root), key: keyBelow(root, found.wanted) }
}

interface Existing {
  /** A folder or file. */
  readonly path: string
  readonly isFile: boolean
  /** The path that was asked for, which may lie below. */
  readonly wanted: string
}

async function nearestExisting(wanted: string): Promise<Existing | undefined> {
  let path = wanted
  for (let up = 0; up < mostFoldersUp; up++) {
    const kind = await kindOf(path)
    if (kind !== undefined) return { path, isFile: kind === 'file', wanted }
    if (dirname(path) === path) break
    path = dirname(path)
  }
  return undefined
}

/** The topmost of the folders that follow one another up from `folder` and have documents of Zarr. */
async function rootFolder(folder: string): Promise<string | undefined> {
  let root: string | undefined
  let path = folder
  for (let up = 0; up < mostFoldersUp && (await hasDocument(path)); up++) {
    root = path
    path = dirname(path)
  }
  return root
}

async function locateInZip(path: string, key: string): Promise<LocatedStore | undefined> {
  if (!(await startsAsZip(path))) return undefined
  const archive = await openZip(path)
  const root = zipRoot(archive)
  if (root === undefined) {
    await archive.close()
    return undefined
  }
  // a path may also count from the top of the archive
  const below = key === root ? '' : key.startsWith(`${root}/`) ? key.slice(root.length + 1) : key
  return { store: zipStore(archive, root), key: root === '' ? key : below }
}

async function startsAsZip(path: string): Promise<boolean> {
  const file = await openFileReader(path)
  try {
    return isZip(await file.read(0, Math.min(4, file.sizeBytes)))
  } finally {
    await file.close()
  }
}

async function hasDocument(folder: string): Promise<boolean> {
  const kinds = await Promise.all(nodeDocuments.map((name) => kindOf(join(folder, name))))
  return kinds.includes('file')
}

function keyBelow(root: string, path: string): string {
  return joinKey(root, '', path.slice(root.length).split(sep).join('/').replace(/^\/+/, ''))
}

async function kindOf(path: string): Promise<'folder' | 'file' | undefined> {
  const stats = await answerInTime<Stats>(path, 30_000, (done) => stat(path, done)).catch(
    (error: unknown) => {
      if (error instanceof TouchstoneError) throw error
      return undefined
    },
  )
  return stats?.isDirectory() ? 'folder' : stats?.isFile() ? 'file' : undefined
}
