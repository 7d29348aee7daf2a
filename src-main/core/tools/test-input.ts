/** A package's own test input, where it has one that can be read; it is what the network was made for. */
import { stat } from 'node:fs/promises'
import { isTouchstoneError } from '../errors.ts'
import type { Tensor } from '../inference/tensor.ts'
import type { ModelTensor } from '../models/description.ts'
import { readNpyTensor } from '../models/packages/npy-tensor.ts'
import { packageFile } from '../models/packages/package-file.ts'
import { readPackage } from '../models/packages/read-package.ts'

const largestBytes = 256 * 1024 * 1024

/** Null where there is none; an empty or unreadable one is as good as none. */
export async function testInput(
  path: string,
  { axes, testTensor }: ModelTensor,
  cacheDir: string,
): Promise<Tensor | null> {
  if (!testTensor) return null
  try {
    const { folder } = await readPackage(path, cacheDir)
    const file = await packageFile(folder, testTensor)
    if ((await stat(file)).size > largestBytes) return null
    const tensor = await readNpyTensor(
      file,
      axes.map(({ id }) => id),
    )
    return tensor.data.length > 0 ? tensor : null
  } catch (error) {
    if (isTouchstoneError(error)) return null
    throw error
  }
}
