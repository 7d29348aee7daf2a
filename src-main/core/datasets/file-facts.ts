/** Header, hash and labels of one file of a case; a file that cannot be read is told, not thrown. */
import type { FrozenFile } from '../../contract/datasets.ts'
import type { PixelSizeUm, Task } from '../../contract/words.ts'
import { isTouchstoneError, messageOf } from '../errors.ts'
import { digestOfImage } from '../images/image-digest.ts'
import { openImage } from '../images/open-image.ts'
import { readLabelImage } from '../images/read-label-image.ts'
import type { ImageInfo } from '../images/types.ts'
import type { DrawnTruth } from './check-drawn.ts'
import { type LabelFacts, labelFacts } from './label-facts.ts'
import { type LabelQuirks, labelQuirks } from './label-quirks.ts'
import { objectFacts, pieceFacts, type ObjectFacts } from './object-facts.ts'
import { type PointFacts, readPointFacts } from './point-facts.ts'

export interface FileFacts {
  readonly frozen: FrozenFile
  /** Null when the file cannot be read. */
  readonly size: ImageInfo['size'] | null
  readonly pixelSizeUm: PixelSizeUm | null
  /** Of a ground truth that is a label image, else null. */
  readonly labels: LabelFacts | null
  /** With `labels`. */
  readonly objects?: ObjectFacts
  /** With `labels`, of the task `instances`. */
  readonly quirks?: LabelQuirks
  /** Of a ground truth that is a table of points. */
  readonly points?: PointFacts
  /** Of a ground truth that is drawn from outlines. */
  readonly drawn?: DrawnTruth
  readonly problem: { readonly code: string; readonly message: string } | null
}

/** `path` may be an image reference. Throws only when the files' bytes cannot be read at all. */
export async function imageFacts(path: string): Promise<FileFacts> {
  const bytes = { path, ...(await digestOfImage(path)) }
  try {
    const image = await openImage(path)
    await image.close()
    const { shape, axes, dtype, size, pixelSizeUm, format, facts, warnings } = image.info
    return {
      frozen: { ...bytes, shape: [...shape], axes, dtype },
      size,
      pixelSizeUm: pixelSizeUm === 'uncalibrated' ? null : pixelSizeUm,
      labels: null,
      ...(format === 'drawing'
        ? { drawn: { format: facts[0]?.value ?? format, notes: warnings } }
        : {}),
      problem: null,
    }
  } catch (error) {
    return {
      frozen: { ...bytes, shape: [], axes: '', dtype: 'unreadable' },
      size: null,
      pixelSizeUm: null,
      labels: null,
      problem: problemOf(error),
    }
  }
}

/**
 * As `imageFacts`; for `instances` and `semantic` the pixels are read as labels too, for `detection` the
 * points of a table, and of `classification` the bytes alone: its class was read with the pairing.
 */
export async function truthFacts(path: string, task: Task): Promise<FileFacts> {
  if (task === 'classification') return tableFacts(path)
  if (task === 'detection') return pointsOfTruth(path)
  const facts = await imageFacts(path)
  if (facts.problem || (task !== 'instances' && task !== 'semantic')) return facts
  try {
    const image = await readLabelImage(path)
    const objects = task === 'instances' ? objectFacts(image) : pieceFacts(image)
    const quirks = task === 'instances' ? { quirks: labelQuirks(image) } : {}
    return { ...facts, labels: labelFacts(image), objects, ...quirks }
  } catch (error) {
    return { ...facts, problem: problemOf(error) }
  }
}

async function tableFacts(path: string): Promise<FileFacts> {
  const frozen = { path, ...(await digestOfImage(path)), shape: [], axes: '', dtype: 'classes' }
  return { frozen, size: null, pixelSizeUm: null, labels: null, problem: null }
}

async function pointsOfTruth(path: string): Promise<FileFacts> {
  const table = await tableFacts(path)
  try {
    const points = await readPointFacts(path)
    const shape = [points.count, points.dimensions]
    return { ...table, frozen: { ...table.frozen, shape, dtype: 'points' }, points }
  } catch (error) {
    return { ...table, problem: problemOf(error) }
  }
}

function problemOf(error: unknown): { code: string; message: string } {
  return {
    code: isTouchstoneError(error) ? error.code : 'file-unreadable',
    message: messageOf(error),
  }
}
