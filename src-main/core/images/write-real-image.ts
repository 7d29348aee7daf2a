/** A real-valued image in memory as tiled OME-TIFF of float32; a float64 value is rounded to the nearest. */
import { TouchstoneError } from '../errors.ts'
import { product } from './pixel-types.ts'
import { streamRealImage } from './stream-real-image.ts'
import type { RealImage } from './types.ts'
import type { WriteImageOptions } from './write-label-image.ts'
import type { WrittenFile } from './write-tiff-file.ts'

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
  const height = shape[axes.indexOf('y')]!
  const width = shape[axes.indexOf('x')]!
  const perRow = width * (shape[axes.indexOf('s')] ?? 1)
  const stack = { shape, axes, pixelSizeUm: options.pixelSizeUm }
  return streamRealImage(path, stack, async (writer) => {
    for (let plane = 0; plane < data.length / (height * perRow); plane++) {
      for (let y = 0; y < height; y += writer.tile.height) {
        const rows = Math.min(writer.tile.height, height - y)
        const start = (plane * height + y) * perRow
        const strip = new Float32Array(data.subarray(start, start + rows * perRow))
        await writer.writeRegion(plane, { y, x: 0, height: rows, width }, strip)
      }
    }
  })
}
