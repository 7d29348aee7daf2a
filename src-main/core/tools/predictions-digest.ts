/** Digest of a folder of predictions: names and hashes of its image files, wherever the folder lies. */
import { basename } from 'node:path'
import type { Digest } from '../../contract/words.ts'
import { listImageFiles } from '../datasets/list-image-files.ts'
import { TouchstoneError } from '../errors.ts'
import { digestOf } from '../canonical-json.ts'
import { digestOfImage } from '../images/image-digest.ts'

/** Throws `tool-invalid` for a folder without images, `file-not-found`. */
export async function predictionsDigest(
  folder: string,
): Promise<{ readonly digest: Digest; readonly files: number }> {
  const { images } = await listImageFiles(folder)
  if (images.length === 0) {
    throw new TouchstoneError(
      'tool-invalid',
      `${folder} has no images (.tif, .png, .npy, .zarr, .h5); predictions are one image per case.`,
    )
  }
  const files: { name: string; sha256: string }[] = []
  for (const path of images) {
    const { sha256 } = await digestOfImage(path)
    files.push({ name: basename(path), sha256 })
  }
  return { digest: digestOf({ predictions: files }), files: files.length }
}
