/** Digest of a folder of predictions: names and hashes of its images and drawings, wherever the folder lies. */
import { basename } from 'node:path'
import { manifestName } from '../../contract/input-manifest.ts'
import type { Digest, Task } from '../../contract/words.ts'
import { listImageFiles } from '../datasets/list-image-files.ts'
import { isTable, listTables } from '../datasets/list-tables.ts'
import { TouchstoneError } from '../errors.ts'
import { digestOf } from '../canonical-json.ts'
import { digestOfFile } from '../images/file-digest.ts'
import { digestOfImage } from '../images/image-digest.ts'
import { findClassTable } from '../tables/read-object-classes.ts'
import { listDrawings } from '../datasets/list-drawings.ts'
import { findManifest } from './round-trip/read-manifest.ts'

/** Throws `tool-invalid` for a folder without either, `file-not-found`. */
export async function predictionsDigest(
  folder: string,
  task?: Task,
): Promise<{ readonly digest: Digest; readonly files: number }> {
  if (task === 'detection' || task === 'classification') return digestOfTables(folder, task)
  const { images } = await listImageFiles(folder)
  const drawings = (await listDrawings(folder)).filter((path) => !images.includes(path))
  if (images.length + drawings.length === 0) {
    throw new TouchstoneError(
      'tool-invalid',
      `${folder} has no images (.tif, .png, .npy, .zarr, .h5) and no drawn objects (.roi, .zip, .geojson, .json, .txt); predictions are one file per case, or one COCO file.`,
    )
  }
  const files: { name: string; sha256: string }[] = []
  for (const path of images) {
    const { sha256 } = await digestOfImage(path)
    files.push({ name: basename(path), sha256 })
    const classes = findClassTable(path)
    if (classes !== null)
      files.push({ name: basename(classes), sha256: await digestOfFile(classes) })
  }
  for (const path of drawings)
    files.push({ name: basename(path), sha256: await digestOfFile(path) })
  const sent = await findManifest(folder)
  // it decides which file is whose
  if (sent !== null) files.push({ name: manifestName, sha256: sent.manifest.digest })
  return { digest: digestOf({ predictions: files }), files: files.length }
}

/** Points and classes are tables; `place` may be one table for all images. */
async function digestOfTables(
  place: string,
  task: 'detection' | 'classification',
): Promise<{ readonly digest: Digest; readonly files: number }> {
  const tables = isTable(place)
    ? [place]
    : await listTables(place, { arrays: task === 'detection' })
  if (tables.length === 0)
    throw new TouchstoneError(
      'tool-invalid',
      `${place} has no tables (.csv, .tsv, .json${task === 'detection' ? ', .npy' : ''}); predictions of ${task} are ${task === 'detection' ? 'one table of points per image, or one with a column image' : 'one table with the columns image and prediction'}.`,
    )
  const files: { name: string; sha256: string }[] = []
  for (const path of tables) files.push({ name: basename(path), sha256: await digestOfFile(path) })
  return { digest: digestOf({ predictions: files }), files: files.length }
}
