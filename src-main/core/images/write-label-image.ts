/** A label image in memory as tiled OME-TIFF: uint16 where all labels fit, else uint32. */
import { TouchstoneError } from '../errors.ts'
import { product } from './pixel-types.ts'
import { streamLabelImage } from './stream-label-image.ts'
import type { ImageInfo, LabelImage } from './types.ts'
import type { WrittenFile } from './write-tiff-file.ts'

export type { WrittenFile } from './write-tiff-file.ts'

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
  const [height, width] = shape.slice(-2) as [number, number]
  const stack = { shape, largestLabel: largest(data), pixelSizeUm: options.pixelSizeUm }
  return streamLabelImage(path, stack, async (writer) => {
    for (let z = 0; z < data.length / (height * width); z++) {
      for (let y = 0; y < height; y += writer.tile.height) {
        const rows = Math.min(writer.tile.height, height - y)
        const start = (z * height + y) * width
        const strip = data.subarray(start, start + rows * width)
        await writer.writeRegion(z, { y, x: 0, height: rows, width }, strip)
      }
    }
  })
}

function largest(data: Uint32Array): number {
  let most = 0
  for (let i = 0; i < data.length; i++) if (data[i]! > most) most = data[i]!
  return most
}
