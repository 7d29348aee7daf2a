/**
 * Writes the images of a dataset for a tool that runs elsewhere: without their truth, under numbers in a
 * seeded order, with a manifest by which the results are taken back.
 */
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DatasetOrder } from '../../../contract/datasets.ts'
import { manifestName, type ManifestContent } from '../../../contract/input-manifest.ts'
import type { JobOptions } from '../../engine-port.ts'
import { digestOf } from '../../canonical-json.ts'
import { freezeDataset } from '../../datasets/freeze-dataset.ts'
import { TouchstoneError } from '../../errors.ts'
import { exportImage } from '../../images/export-image.ts'
import { digestOfImage } from '../../images/image-digest.ts'
import { openImage } from '../../images/open-image.ts'
import { createRandom } from './seeded-order.ts'

export interface WriteInputsOrder {
  readonly dataset: DatasetOrder
  /** New or empty. */
  readonly folder: string
  /** `tiff`: OME-TIFF of the same values, for tools that read little else; `as-is`: the files themselves. */
  readonly format: 'tiff' | 'as-is'
  readonly seed: number
  readonly exportedAt: string
}

export interface WrittenInputs {
  readonly folder: string
  readonly manifest: string
  readonly cases: number
  readonly digest: string
}

/** Throws `conflict` for a folder that holds anything, and what freezing, reading and writing throw. */
export async function writeInputs(
  { dataset: order, folder, format, seed, exportedAt }: WriteInputsOrder,
  options: JobOptions = {},
): Promise<WrittenInputs> {
  await requireEmpty(folder)
  const dataset = await freezeDataset(order, options.signal ? { signal: options.signal } : {})
  await mkdir(folder, { recursive: true })
  const digits = Math.max(3, String(dataset.cases.length).length)
  const cases: ManifestContent['cases'] = []
  try {
    const shuffled = createRandom(seed).shuffled(dataset.cases)
    for (const [index, { id, image }] of shuffled.entries()) {
      if (options.signal?.aborted)
        throw new TouchstoneError('cancelled', 'Writing the inputs was cancelled.')
      const number = String(index + 1).padStart(digits, '0')
      const file = await writeOne(image.path, join(folder, number), format)
      const { sha256 } = await digestOfImage(file)
      cases.push({ case: id, file: basename(file), sha256, imageSha256: image.sha256 })
      options.onProgress?.({ fraction: (index + 1) / shuffled.length, message: `Wrote ${number}` })
    }
    const { digest, name } = dataset
    const content: ManifestContent = {
      ...{ formatVersion: 1, dataset: { digest, name }, exportedAt, seed, format },
      // in the order of the files, which says nothing of the cases' names
      cases,
    }
    const manifest = { ...content, digest: digestOf(content) }
    const path = join(folder, manifestName)
    await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`)
    return { folder, manifest: path, cases: cases.length, digest: manifest.digest }
  } catch (error) {
    // a part of the inputs would be taken for all of them
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function writeOne(
  image: string,
  stem: string,
  format: WriteInputsOrder['format'],
): Promise<string> {
  const source = await openImage(image)
  try {
    if (format === 'tiff') {
      const path = `${stem}.ome.tif`
      await exportImage(source, path, { format: 'ome-tiff' })
      return path
    }
    const path = stem + endingOf(source.path)
    await cp(source.path, path, { recursive: true, errorOnExist: true, force: false })
    return path
  } finally {
    await source.close()
  }
}

function endingOf(path: string): string {
  return /(\.ome)?\.[^.\\/]+$/i.exec(basename(path))?.[0].toLowerCase() ?? ''
}

async function requireEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => [])
  if (entries.length === 0) return
  throw new TouchstoneError(
    'conflict',
    `${folder} holds ${entries[0]} and more; name a new or empty folder for the inputs, so that nothing is mixed up.`,
    { folder },
  )
}
