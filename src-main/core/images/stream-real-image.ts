/** A real-valued image larger than memory as tiled OME-TIFF of float32 with pyramid, region by region. */
import { TouchstoneError } from '../errors.ts'
import type { Rectangle } from './image-source.ts'
import type { ChannelInfo, ImageInfo } from './types.ts'
import { writeTiff, writeTiffFile, type WrittenFile } from './write-tiff-file.ts'

export interface RealStack {
  readonly shape: readonly number[]
  /** Any of `t c z y x s` in this order, one letter per entry of `shape`. */
  readonly axes: string
  readonly pixelSizeUm?: ImageInfo['pixelSizeUm'] | undefined
  readonly channels?: readonly ChannelInfo[] | undefined
  /** Deflate where absent. */
  readonly compression?: 'deflate' | 'none' | undefined
  readonly signal?: AbortSignal | undefined
}

export interface RealWriter {
  /** Sides of a tile in pixels: regions start at multiples of them and end there or at the edge. */
  readonly tile: { readonly height: number; readonly width: number }
  /**
   * height x width x samples values of plane number `plane`, counted in the order of the axes. Any order,
   * each place once; what is never written is 0.
   */
  writeRegion(plane: number, rectangle: Rectangle, values: Float32Array): Promise<void>
}

/** Real values repeat byte by byte, if at all: zeros, mostly. */
const fastDeflate = { method: 'deflate', level: 1, onlyRuns: true } as const
const uncompressed = { method: 'none' } as const

/** The same calls give the same bytes. TouchstoneError 'axes-mismatch', 'cancelled', and as `writeAtomically`. */
export async function streamRealImage(
  path: string,
  stack: RealStack,
  produce: (writer: RealWriter) => Promise<void>,
): Promise<WrittenFile> {
  return writeTiffFile(path, descriptionOf(path, stack), produce)
}

/** The same without a hash of the file, which takes another look at all of it. */
export async function streamUnhashed(
  path: string,
  stack: RealStack,
  produce: (writer: RealWriter) => Promise<void>,
): Promise<void> {
  await writeTiff(path, descriptionOf(path, stack), produce)
}

function descriptionOf(
  path: string,
  { shape, axes, pixelSizeUm = 'uncalibrated', channels, compression, signal }: RealStack,
) {
  if (axes.length !== shape.length || !/^t?c?z?yxs?$/.test(axes)) {
    throw new TouchstoneError(
      'axes-mismatch',
      `${path}: the image's shape is ${shape.join(' x ')} with axes ${axes}; axes out of tczyxs, in this order, are needed.`,
      { path, shape, axes },
    )
  }
  const sizeOf = (axis: string): number => shape[axes.indexOf(axis)] ?? 1
  return {
    dtype: 'float32',
    size: {
      ...{ t: sizeOf('t'), c: sizeOf('c'), z: sizeOf('z') },
      ...{ height: sizeOf('y'), width: sizeOf('x'), samples: sizeOf('s') },
    },
    pixelSizeUm,
    reduction: 'mean',
    compression: compression === 'none' ? uncompressed : fastDeflate,
    ...(channels ? { channels } : {}),
    signal,
  } as const
}
