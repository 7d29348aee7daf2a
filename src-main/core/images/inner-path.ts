/** Paths that go on inside a file or a store: `stack.h5/exported_data`, `plate.zarr.zip/A/1/0`. */
import { stat, type Stats } from 'node:fs'
import { basename, dirname } from 'node:path'
import { isTouchstoneError } from '../errors.ts'
import { answerInTime } from './answer-in-time.ts'

export interface InnerPath {
  /** The part that is there: a file or a folder. */
  readonly outer: string
  readonly isFolder: boolean
  /** What follows, with `/` between names; empty where the whole path is there. */
  readonly inner: string
}

const answerWithinMs = 30_000

/**
 * The longest start of the path that exists; undefined where not even its root does. What cannot be
 * looked at counts as a file, whose opening will say why. TouchstoneError 'file-unreadable' for a drive
 * that does not answer.
 */
export async function splitInnerPath(path: string): Promise<InnerPath | undefined> {
  let inner = ''
  for (let outer = path; ; outer = dirname(outer)) {
    const kind = await kindOf(outer)
    if (kind !== 'nothing') return { outer, isFolder: kind === 'folder', inner }
    if (dirname(outer) === outer) return undefined
    inner = inner === '' ? basename(outer) : `${basename(outer)}/${inner}`
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    const found = await answerInTime<Stats>(path, answerWithinMs, (done) => stat(path, done))
    return found.isDirectory() ? 'folder' : 'file'
  } catch (error) {
    if (isTouchstoneError(error)) throw error
    const reason = (error as NodeJS.ErrnoException).code
    return reason === 'ENOENT' || reason === 'ENOTDIR' ? 'nothing' : 'file'
  }
}
