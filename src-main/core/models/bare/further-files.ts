/**
 * Large networks keep numbers in further files beside the weights. Which ones, the runtime says when it misses
 * them: the file formats need not be taken apart here.
 */
import { copyFile, mkdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import { isTouchstoneError, TouchstoneError } from '../../errors.ts'
import { writeError } from '../../images/write-atomically.ts'
import { openSession } from '../../inference/session.ts'
import type { Graph } from '../fit-graph.ts'

/** A model in more files than this is none that was exported for others. */
const mostFurtherFiles = 64

/**
 * Copies what the weights need from the folder they came from, until they open.
 * @param weights a copy in a folder of its own
 * @throws TouchstoneError 'weights-missing', 'not-allowed' for files outside the folder, and what opening throws
 */
export async function copyFurtherFiles(weights: string, sourceFolder: string): Promise<Graph> {
  for (let count = 0; ; count++) {
    try {
      const session = await openSession(weights, { threads: 1 })
      const { inputs, outputs } = session
      await session.close()
      return { inputs, outputs }
    } catch (error) {
      const missing = isTouchstoneError(error) ? error.details['missing'] : undefined
      if (typeof missing !== 'string' || count >= mostFurtherFiles) throw error
      await copyFurtherFile(missing, dirname(weights), sourceFolder)
    }
  }
}

async function copyFurtherFile(missing: string, folder: string, source: string): Promise<void> {
  const way = relative(await realpath(folder), missing)
  const from = join(source, way)
  const found = await stat(from).catch(() => null)
  if (isOutside(way) || !found?.isFile()) {
    throw new TouchstoneError(
      'weights-missing',
      `The weights keep a part of themselves in ${basename(missing)}, which does not lie in ${source}. Put it there and try again.`,
    )
  }
  if (isOutside(relative(await realpath(source), await realpath(from)))) {
    throw new TouchstoneError(
      'not-allowed',
      `${from} leads to a file outside the folder of the weights; put the file itself there.`,
    )
  }
  const target = join(folder, way)
  await mkdir(dirname(target), { recursive: true })
  await copyFile(from, target).catch((error: unknown) => {
    throw writeError(target, error)
  })
}

function isOutside(way: string): boolean {
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}
