/** A label image larger than memory as tiled OME-TIFF with pyramid, region by region. */
import { TouchstoneError } from '../errors.ts'
import type { Rectangle } from './image-source.ts'
import type { ImageInfo } from './types.ts'
import { writeTiffFile, type WrittenFile } from './write-tiff-file.ts'

export interface LabelStack {
  /** `[y, x]` or `[z, y, x]`. */
  readonly shape: readonly number[]
  /** The largest label there can be; uint32 is written where it is not known or above 65535. */
  readonly largestLabel?: number | undefined
  readonly pixelSizeUm?: ImageInfo['pixelSizeUm'] | undefined
  readonly signal?: AbortSignal | undefined
}

export interface LabelWriter {
  /** Sides of a tile in pixels: regions start at multiples of them and end there or at the edge. */
  readonly tile: { readonly height: number; readonly width: number }
  /** Any order, each place once; what is never written is background. */
  writeRegion(z: number, rectangle: Rectangle, labels: Uint32Array): Promise<void>
}

/**
 * The same calls give the same bytes. TouchstoneError 'shape-mismatch' for other shapes,
 * 'not-a-label-image' for a label above `largestLabel`, 'cancelled', and as `writeAtomically`.
 */
export async function streamLabelImage(
  path: string,
  stack: LabelStack,
  produce: (writer: LabelWriter) => Promise<void>,
): Promise<WrittenFile> {
  const { shape, largestLabel = 2 ** 32 - 1 } = stack
  if (shape.length < 2 || shape.length > 3) {
    throw new TouchstoneError(
      'shape-mismatch',
      `${path}: the labels' shape is ${shape.join(' x ')}; [y, x] or [z, y, x] is needed.`,
      { path, shape },
    )
  }
  const [height, width] = shape.slice(-2) as [number, number]
  const z = shape.length === 3 ? shape[0]! : 1
  const dtype = largestLabel < 65536 ? 'uint16' : 'uint32'
  const description = {
    dtype,
    size: { t: 1, c: 1, z, height, width, samples: 1 },
    pixelSizeUm: stack.pixelSizeUm ?? 'uncalibrated',
    reduction: 'mode',
    compression: { method: 'deflate', level: 6 },
    signal: stack.signal,
  } as const
  return writeTiffFile(path, description, (writer) =>
    produce({
      tile: writer.tile,
      writeRegion: (plane, rectangle, labels) => {
        requireAtMost(path, largestLabel, labels)
        const pixels = dtype === 'uint16' ? new Uint16Array(labels) : labels
        return writer.writeRegion(plane, rectangle, pixels)
      },
    }),
  )
}

function requireAtMost(path: string, largestLabel: number, labels: Uint32Array): void {
  let most = 0
  for (let i = 0; i < labels.length; i++) if (labels[i]! > most) most = labels[i]!
  if (most <= largestLabel) return
  throw new TouchstoneError(
    'not-a-label-image',
    `${path} cannot be written: a label is ${most}, and ${largestLabel} was announced as the largest.`,
    { path, label: most, largestLabel },
  )
}
