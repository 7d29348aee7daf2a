/** The other files of a TIFF's set, by base name in the same folder; few of them are open at a time. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import { createFilePool } from '../file-pool.ts'
import { openTiffFile, type TiffFile } from './open-tiff-file.ts'

export interface TiffFileSet {
  /** Errors as `openTiffFile`. */
  open(fileName: string): Promise<TiffFile>
  /** The name as the folder spells it, or undefined where it has no such file. */
  find(fileName: string): Promise<string | undefined>
  /** All of a text file; undefined where it is absent or unreasonably long. */
  readText(fileName: string): Promise<string | undefined>
  close(): Promise<void>
}

const openAtOnce = 64
const longestTextBytes = 256 * 2 ** 20

/** `path` is any file of the folder. */
export function createFileSet(path: string): TiffFileSet {
  const folder = dirname(path)
  const pool = createFilePool(openAtOnce)
  const opened = new Map<string, Promise<TiffFile>>()
  let names: Promise<ReadonlyMap<string, string>> | undefined

  async function readNames(): Promise<ReadonlyMap<string, string>> {
    const found = await readdir(folder).catch((error: unknown) => {
      const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error'
      throw new TouchstoneError('file-unreadable', `${folder} cannot be listed (${reason}).`, {
        path: folder,
        reason,
      })
    })
    // spelled exactly as asked for before any other spelling
    return new Map([
      ...found.map((name) => [name.toLowerCase(), name] as const),
      ...found.map((name) => [name, name] as const),
    ])
  }

  const find = async (fileName: string): Promise<string | undefined> => {
    const known = await (names ??= readNames())
    return known.get(fileName) ?? known.get(fileName.toLowerCase())
  }

  return {
    find,
    async open(fileName) {
      let file = opened.get(fileName)
      if (file === undefined) {
        file = openTiffFile(join(folder, fileName), { open: pool.open })
        file.catch(() => opened.delete(fileName))
        opened.set(fileName, file)
      }
      return file
    },
    async readText(fileName) {
      const place = join(folder, fileName)
      const size = await stat(place).then(
        (stats) => (stats.isFile() ? stats.size : Infinity),
        () => Infinity,
      )
      return size <= longestTextBytes ? readFile(place, 'utf8') : undefined
    },
    close: () => pool.close(),
  }
}
