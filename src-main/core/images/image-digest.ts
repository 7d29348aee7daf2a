/**
 * The hash that a dataset keeps of an image: of one file its SHA-256, of several one over their names and
 * hashes. Two images of one file (series, datasets of an HDF5 file) have different hashes.
 */
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { Digest } from '../../contract/words.ts'
import { digestOfFile } from './file-digest.ts'
import { filesOfImage } from './image-files.ts'

export interface ImageDigest {
  readonly sha256: Digest
  /** Of all files together. */
  readonly sizeBytes: number
}

/** `reference` as in `image-reference.ts`. Errors as `filesOfImage` and `digestOfFile`. */
export async function digestOfImage(reference: string): Promise<ImageDigest> {
  const { files, isOneFile, within } = await filesOfImage(reference)
  const hash = createHash('sha256')
  let sizeBytes = 0
  let last: Digest | undefined
  for (const { name, path } of files) {
    sizeBytes += (await stat(path)).size
    last = await digestOfFile(path)
    hash.update(`${name}\0${last}\n`)
  }
  if (isOneFile && within === '' && last !== undefined) return { sha256: last, sizeBytes }
  hash.update(within)
  return { sha256: `sha256:${hash.digest('hex')}`, sizeBytes }
}
