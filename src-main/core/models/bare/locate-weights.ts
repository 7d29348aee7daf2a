/** Where bare weights lie: the file itself, or the network inside a ZEISS container. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { isTouchstoneError, TouchstoneError } from '../../errors.ts'
import { readCzann, type CzannContainer } from '../packages/czann.ts'
import { locateDescription } from '../packages/locate-description.ts'

export interface LocatedWeights {
  /** What a person named. */
  readonly path: string
  /** The ONNX file; for a container, unpacked in the cache. Empty where there is a problem. */
  readonly weights: string
  readonly container: CzannContainer | null
  /** Why a container cannot be used, else null. */
  readonly problem: string | null
}

/** @throws TouchstoneError 'file-not-found', 'tool-invalid' for packages and for files that are no weights. */
export async function locateWeights(path: string, cacheDir: string): Promise<LocatedWeights> {
  const info = await stat(path).catch(() => null)
  if (info === null) throw new TouchstoneError('file-not-found', `There is nothing at ${path}.`)
  try {
    const found = await locateDescription(path, cacheDir)
    if (found.kind === 'onnx') return { path, weights: path, container: null, problem: null }
    if (found.kind === 'czann') {
      const container = await readCzann(path, found.folder)
      return { path, weights: container.weights, container, problem: null }
    }
  } catch (error) {
    if (!isTouchstoneError(error) || !/\.czann$/i.test(path)) throw error
    return { path, weights: '', container: null, problem: error.message }
  }
  throw new TouchstoneError(
    'tool-invalid',
    `${basename(path)} has a description (bioimage.io), which says what a form for bare weights asks. Use it as a tool as it is.`,
  )
}
