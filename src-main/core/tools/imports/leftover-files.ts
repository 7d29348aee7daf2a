/** Files of a folder of predictions that no case was paired with: results for other images, or a slip in a name. */
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { manifestName } from '../../../contract/input-manifest.ts'
import { stemOf, withoutPredictionSuffix } from '../../datasets/file-stem.ts'
import { findClassTable } from '../../tables/read-object-classes.ts'

/** What programs leave that is no prediction of a case: notes, licences, settings, lists of tracks. */
const otherFiles = /\.(ya?ml|md|log)$|^readme|^licen[cs]e|^(res|man)_track\.txt$/i
/** What Cellpose and others write beside the masks of the same image. */
const besides = /^(_seg|_cp_\w+|_flows?|_outlines?|_rois|_roiset)?(\.\w+){1,2}$/i

/**
 * Sorted names; folders end in `/`. `used`: absolute paths that were paired; `images`: those of the dataset, whose other
 * forms (the image itself, its `_seg.npy`) belong to their case. Empty where `folder` is one file for all.
 */
export async function leftoverFiles(
  folder: string,
  used: ReadonlySet<string>,
  images: readonly string[],
): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []) // one table for all
  const classTables = new Set([...used].map((path) => findClassTable(path)))
  const stems = new Set(images.map(stemOf))
  for (const path of used) stems.add(withoutPredictionSuffix(stemOf(path)) ?? stemOf(path))
  return entries
    .filter(({ name }) => !name.startsWith('.') && name !== manifestName && !otherFiles.test(name))
    .filter(({ name }) => !used.has(join(folder, name)) && !classTables.has(join(folder, name)))
    .filter(({ name }) => !isBeside(basename(name), stems))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .toSorted()
}

function isBeside(name: string, stems: ReadonlySet<string>): boolean {
  for (let end = name.length - 1; end > 0; end--)
    if (stems.has(name.slice(0, end)) && besides.test(name.slice(end))) return true
  return false
}
