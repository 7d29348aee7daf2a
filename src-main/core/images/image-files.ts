/**
 * All files that an image consists of: one for most formats, every file of a Zarr folder, the members of a
 * numbered series, or the files of an OME-TIFF set.
 */
import { readdir, readlink, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import { openFileReader } from './file-reader.ts'
import { parseImageReference } from './image-reference.ts'
import { splitInnerPath } from './inner-path.ts'
import { findMembers, isSequencePath } from './sequence/find-members.ts'
import { omeSetNames } from './tiff/ome-set-names.ts'

export interface ImageFile {
  /** Relative to the image's folder, with `/`; independent of where that folder lies. */
  readonly name: string
  readonly path: string
}

export interface ImageFiles {
  /** By name. */
  readonly files: readonly ImageFile[]
  /** Whether the image is one file under one path. */
  readonly isOneFile: boolean
  /** What the reference says beyond the files: a place inside, a series, axes. Empty where it says nothing. */
  readonly within: string
}

const headBytes = 512

/** `reference` as in `image-reference.ts`. TouchstoneError 'file-not-found', 'file-unreadable'. */
export async function filesOfImage(reference: string): Promise<ImageFiles> {
  const { path } = parseImageReference(reference)
  // the size that objects are drawn at is the image's; the file alone says which objects
  const suffix = reference.slice(path.length).replace(/^#drawn=[\dx]+$/, '')
  const found = await splitInnerPath(path)
  if (found !== undefined && !found.isFolder) {
    const files = await filesBeside(found.outer)
    const inner = found.inner === '' ? '' : `/${found.inner}`
    return { files, isOneFile: files.length === 1, within: inner + suffix }
  }
  if (found?.inner === '') {
    return { files: await filesBelow(path), isOneFile: false, within: suffix }
  }
  if (found !== undefined && isSequencePath(path)) {
    const { paths } = await findMembers(path)
    const files = paths.flatMap((file) => (file === undefined ? [] : [named(dirname(path), file)]))
    return { files: sorted(files), isOneFile: false, within: suffix }
  }
  throw new TouchstoneError('file-not-found', `${path} does not exist.`, { path })
}

/** The file, and where it is part of an OME-TIFF set the others that are there. */
async function filesBeside(path: string): Promise<readonly ImageFile[]> {
  const folder = dirname(path)
  const own = basename(path)
  const head = await readHead(path)
  const names = await omeSetNames(path, head)
  const others = names.length === 0 ? [] : await readdir(folder).catch((): string[] => [])
  const wanted = new Set(names.map((name) => name.toLowerCase()))
  const there = others.filter((name) => name !== own && wanted.has(name.toLowerCase()))
  return sorted([own, ...there].map((name) => named(folder, join(folder, name))))
}

/** Hidden files too: Zarr keeps its metadata in them. Links to folders are not followed. */
async function filesBelow(folder: string): Promise<readonly ImageFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error'
      throw new TouchstoneError('file-unreadable', `${folder} cannot be listed (${reason}).`, {
        path: folder,
        reason,
      })
    },
  )
  const files: ImageFile[] = []
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(path)))) {
      files.push(named(folder, path))
    }
  }
  return sorted(files)
}

async function leadsToFile(link: string): Promise<boolean> {
  return stat(link).then(
    (found) => found.isFile(),
    async () => {
      const target = await readlink(link).catch(() => '')
      throw new TouchstoneError(
        'file-not-found',
        `${link} is a link to ${target}, which does not exist.`,
        { path: link, target },
      )
    },
  )
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await openFileReader(path)
  try {
    return await file.read(0, Math.min(headBytes, file.sizeBytes))
  } finally {
    await file.close()
  }
}

function named(folder: string, path: string): ImageFile {
  return { name: relative(folder, path).split(sep).join('/'), path }
}

function sorted(files: readonly ImageFile[]): readonly ImageFile[] {
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
