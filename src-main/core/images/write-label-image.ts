/** A label image as tiled OME-TIFF: uint16 where all labels fit, else uint32. */
import { stat } from 'node:fs/promises'
import type { Digest } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { digestOfFile } from './file-digest.ts'
import { product } from './pixel-types.ts'
import { writeOmeTiff } from './tiff/write-ome-tiff.ts'
import type { ImageInfo, LabelImage } from './types.ts'
import { writeAtomically } from './write-atomically.ts'

export interface WrittenFile {
  readonly sha256: Digest
  readonly sizeBytes: number
}

export interface WriteImageOptions {
  readonly pixelSizeUm?: ImageInfo['pixelSizeUm'] | undefined
}

/**
 * `labels` of shape `[y, x]` or `[z, y, x]`. The same labels give the same bytes. TouchstoneError
 * 'shape-mismatch', 'disk-full', 'folder-read-only'; no half-written file ever has the final name.
 */
export async function writeLabelImage(
  path: string,
  labels: LabelImage,
  options: WriteImageOptions = {},
): Promise<WrittenFile> {
  const { shape, data } = labels
  if (shape.length < 2 || shape.length > 3 || product(shape) !== data.length) {
    throw new TouchstoneError(
      'shape-mismatch',
      `${path}: the labels' shape is ${shape.join(' x ')} and there are ${data.length} labels; [y, x] or [z, y, x] is needed.`,
      { path, shape, length: data.length },
    )
  }
  const [z, height, width] = (shape.length === 3 ? shape : [1, ...shape]) as [
    number,
    number,
    number,
  ]
  const dtype = largest(data) < 65536 ? 'uint16' : 'uint32'
  await writeAtomically(path, (handle) =>
    writeOmeTiff(handle, {
      dtype,
      size: { t: 1, c: 1, z, height, width, samples: 1 },
      pixelSizeUm: options.pixelSizeUm ?? 'uncalibrated',
      compressionLevel: 6,
      plane: (index) => {
        const plane = data.subarray(index * height * width, (index + 1) * height * width)
        return dtype === 'uint16' ? Uint16Array.from(plane) : plane
      },
    }),
  )
  return { sha256: await digestOfFile(path), sizeBytes: (await stat(path)).size }
}

function largest(data: Uint32Array): number {
  let most = 0
  for (let i = 0; i < data.length; i++) if (data[i]! > most) most = data[i]!
  return most
}
