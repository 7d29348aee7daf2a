/** Holds a frozen dataset against its files before a run: every hash again. */
import type { FrozenDataset, FrozenFile } from '../../contract/datasets.ts'
import type { JobOptions } from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import { digestOfImage } from '../images/image-digest.ts'

/** Throws `dataset-changed` naming the file and both hashes, `file-not-found`, `cancelled`. */
export async function verifyFrozen(
  dataset: FrozenDataset,
  options: JobOptions = {},
): Promise<{ files: number }> {
  // one table may be the ground truth of all cases
  const all = dataset.cases.flatMap(({ image, truth, region, objectClasses, annotators = {} }) => [
    image,
    truth,
    ...(region === undefined ? [] : [region.file]),
    ...(objectClasses === undefined ? [] : [objectClasses]),
    ...Object.values(annotators),
  ])
  const files = [...new Map(all.map((file) => [`${file.path}\0${file.sha256}`, file])).values()]
  for (const [index, file] of files.entries()) {
    if (options.signal?.aborted) {
      throw new TouchstoneError('cancelled', `Checking ${dataset.folder} was cancelled.`)
    }
    await requireUnchanged(file)
    options.onProgress?.({ fraction: (index + 1) / files.length, message: `Checked ${file.path}` })
  }
  return { files: files.length }
}

async function requireUnchanged(file: FrozenFile): Promise<void> {
  const { sha256 } = await digestOfImage(file.path)
  if (sha256 === file.sha256) return
  throw new TouchstoneError(
    'dataset-changed',
    `${file.path} has changed since the dataset was frozen: it was ${file.sha256} and is now ${sha256}. Restore the file, or freeze the dataset again.`,
    { path: file.path, frozen: file.sha256, now: sha256 },
  )
}
