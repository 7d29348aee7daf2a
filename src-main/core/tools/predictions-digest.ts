/** Digest of a folder of predictions: names and hashes of its images and drawings, wherever the folder lies. */
import { basename } from 'node:path'
import type { Digest } from '../../contract/words.ts'
import { listImageFiles } from '../datasets/list-image-files.ts'
import { TouchstoneError } from '../errors.ts'
import { digestOf } from '../canonical-json.ts'
import { digestOfFile } from '../images/file-digest.ts'
import { digestOfImage } from '../images/image-digest.ts'
import { listDrawings } from './find-drawing.ts'

/** Throws `tool-invalid` for a folder without either, `file-not-found`. */
export async function predictionsDigest(
  folder: string,
): Promise<{ readonly digest: Digest; readonly files: number }> {
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
  }
  for (const path of drawings)
    files.push({ name: basename(path), sha256: await digestOfFile(path) })
  return { digest: digestOf({ predictions: files }), files: files.length }
}
