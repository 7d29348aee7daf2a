/** Files of one folder that hold objects as a program drew them, told by their names. */
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { manifestName } from '../../contract/input-manifest.ts'
import { stemOfDrawing } from '../imports/drawing-names.ts'
import { listImageFiles } from './list-image-files.ts'
import { matchesGlob } from './match-glob.ts'

/** Beside images, these are more likely notes, settings, tables and archives than drawings. */
const ambiguous =
  /(?<!_cp_outlines)\.(txt|json)$|(?<![_-](rois|roiset))\.zip$|(?<![_-]shapes)\.csv$/i

/** Whether the name alone leaves open that the file is something else. */
export function isAmbiguousDrawing(path: string): boolean {
  return ambiguous.test(path)
}

/** Sorted by name; empty for a folder without any. */
export async function listDrawings(
  folder: string,
  ignore: readonly string[] = [],
): Promise<readonly string[]> {
  const { images } = await listImageFiles(folder, ignore)
  const isLabel = new Set(
    images.map((path) => basename(path)).filter((name) => !/_seg\.npy$/i.test(name)),
  )
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter(({ name }) => name !== manifestName && !name.startsWith('.'))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .filter((name) => !ignore.some((pattern) => matchesGlob(name, pattern)))
    .filter((name) => stemOfDrawing(name) !== null && !isLabel.has(name))
    .filter((name) => isLabel.size === 0 || !ambiguous.test(name))
    .toSorted()
    .map((name) => join(folder, name))
}
