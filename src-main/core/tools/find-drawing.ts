/** Which file of a folder holds the objects that a program drew on an image, where there is no label image. */
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { manifestName } from '../../contract/input-manifest.ts'
import { stemOf } from '../datasets/file-stem.ts'
import { listImageFiles } from '../datasets/list-image-files.ts'
import { TouchstoneError } from '../errors.ts'
import { stemOfDrawing } from '../imports/drawing-names.ts'

/** Beside images, these are more likely notes, settings and archives than drawings. */
const ambiguous = /(?<!_cp_outlines)\.(txt|json)$|(?<![_-](rois|roiset))\.zip$/i

/** Sorted by name; empty for a folder without any. */
export async function listDrawings(folder: string): Promise<readonly string[]> {
  const { images } = await listImageFiles(folder)
  const isLabel = new Set(
    images.map((path) => basename(path)).filter((name) => !/_seg\.npy$/i.test(name)),
  )
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter(({ name }) => name !== manifestName && !name.startsWith('.'))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .filter((name) => stemOfDrawing(name) !== null && !isLabel.has(name))
    .filter((name) => isLabel.size === 0 || !ambiguous.test(name))
    .toSorted()
    .map((name) => join(folder, name))
}

/**
 * The drawing named after the image, else the folder's only JSON, which may list all images. Null where there
 * is none; `tool-invalid` where several fit.
 */
export async function findDrawing(
  folder: string,
  caseId: string,
  image: string,
): Promise<string | null> {
  const drawings = await listDrawings(folder)
  const names = new Set([stemOf(image), basename(image)])
  const own = drawings.filter((path) => names.has(stemOfDrawing(path)!))
  const lists = drawings.filter((path) => path.toLowerCase().endsWith('.json'))
  const found = own.length > 0 ? own : lists
  if (found.length > 1)
    throw new TouchstoneError(
      'tool-invalid',
      `Case ${caseId}: several files of drawn objects in ${folder} fit ${basename(image)}: ${found.map((path) => basename(path)).join(' and ')}. Keep one of them.`,
    )
  return found[0] ?? null
}
