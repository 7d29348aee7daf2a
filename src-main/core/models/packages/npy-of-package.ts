/** A tensor that a package brings along, found from the package's path. */
import { requireHash, sha256OfFile } from '../../inference/weights-file.ts'
import type { Tensor } from '../../inference/tensor.ts'
import type { FileReference } from '../description.ts'
import { readNpyTensor } from './npy-tensor.ts'
import { packageFile } from './package-file.ts'
import { readPackage } from './read-package.ts'

/** Null where the path is no package. TouchstoneError 'file-not-found', 'weights-hash-mismatch' and of `.npy` files. */
export async function npyOfPackage(
  path: string,
  cacheDir: string,
  file: FileReference,
  axes: readonly string[],
): Promise<Tensor | null> {
  const found = await readPackage(path, cacheDir)
  if (found.kind !== 'package') return null
  const inside = await packageFile(found.folder, file)
  if (file.sha256 !== null) requireHash(inside, file.sha256, await sha256OfFile(inside))
  return readNpyTensor(inside, [...axes])
}
