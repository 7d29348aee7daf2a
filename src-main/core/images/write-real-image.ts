/** A real-valued image as tiled OME-TIFF of float32; a float64 value is rounded to the nearest. */
import { stat } from 'node:fs/promises'
import { TouchstoneError } from '../errors.ts'
import { digestOfFile } from './file-digest.ts'
import { product } from './pixel-types.ts'
import { writeOmeTiff } from './tiff/write-ome-tiff.ts'
import type { RealImage } from './types.ts'
import { writeAtomically } from './write-atomically.ts'
import type { WriteImageOptions, WrittenFile } from './write-label-image.ts'

/**
 * Without `image.axes` the shape is taken as `[y, x]` or `[z, y, x]`; with it any of `t c z y x s` in
 * this order. Errors as `writeLabelImage`.
 */
export async function writeRealImage(
  path: string,
  image: RealImage & { readonly axes?: string | undefined },
  options: WriteImageOptions = {},
): Promise<WrittenFile> {
  const { shape, data } = image
  const axes = image.axes ?? 'zyx'.slice(Math.max(0, 3 - shape.length))
  if (
    axes.length !== shape.length ||
    !/^t?c?z?yxs?$/.test(axes) ||
    product(shape) !== data.length
  ) {
    throw new TouchstoneError(
      'shape-mismatch',
      `${path}: the image's shape is ${shape.join(' x ')} with axes ${axes} and there are ${data.length} values; axes out of tczyxs, in this order, are needed.`,
      { path, shape, axes, length: data.length },
    )
  }
  const sizeOf = (axis: string): number => shape[axes.indexOf(axis)] ?? 1
  const [height, width, samples] = [sizeOf('y'), sizeOf('x'), sizeOf('s')]
  const perPlane = height * width * samples
  await writeAtomically(path, (handle) =>
    writeOmeTiff(handle, {
      dtype: 'float32',
      size: { t: sizeOf('t'), c: sizeOf('c'), z: sizeOf('z'), height, width, samples },
      pixelSizeUm: options.pixelSizeUm ?? 'uncalibrated',
      compressionLevel: 1,
      plane: (index) => Float32Array.from(data.subarray(index * perPlane, (index + 1) * perPlane)),
    }),
  )
  return { sha256: await digestOfFile(path), sizeBytes: (await stat(path)).size }
}
