/**
 * How the bytes of one chunk become pixels: a list of steps in the order in which they are undone, plain
 * data that can be sent to a worker. The readers of Zarr 2 and 3 metadata make it, `decode-chunk.ts` runs it.
 */
import { storedBytesPerPixel } from '../pixel-types.ts'
import type { PixelType } from '../types.ts'
import { checksumBytes } from './codecs/crc32c.ts'
import type { InflateKind } from './codecs/inflate.ts'
import type { StoredType } from './codecs/number-filters.ts'
import { packedBytes } from './codecs/packed-bits.ts'

export type ChunkStep =
  | { readonly kind: InflateKind | 'blosc' | 'lz4' }
  | { readonly kind: 'crc32c' }
  | { readonly kind: 'unshuffle'; readonly elementBytes: number }
  | { readonly kind: 'delta'; readonly from: StoredType; readonly to: StoredType }
  | {
      readonly kind: 'scale'
      readonly from: StoredType
      readonly to: StoredType
      readonly scale: number
      readonly offset: number
    }
  | { readonly kind: 'unpack-bits'; readonly length: number }
  | { readonly kind: 'swap'; readonly elementBytes: number }
  | {
      readonly kind: 'transpose'
      readonly shape: readonly number[]
      readonly order: readonly number[]
      readonly elementBytes: 1 | 2 | 4 | 8
    }

/** A step with what must come out of it. */
export interface SizedStep {
  readonly step: ChunkStep
  readonly outputBytes: number
  /** Whether exactly `outputBytes` come out, or at most. */
  readonly exact: boolean
}

export interface ChunkLayout {
  readonly dtype: PixelType
  /** Of one decoded chunk, in values. */
  readonly length: number
  readonly steps: readonly SizedStep[]
  /** What is stored where no step compresses it. */
  readonly storedBytes: number | undefined
}

/** `steps` as they are undone, the stored bytes first. */
export function chunkLayout(
  dtype: PixelType,
  length: number,
  steps: readonly ChunkStep[],
): ChunkLayout {
  const finalBytes = length * storedBytesPerPixel(dtype)
  // compressed data inside compressed data are never much longer than what they stand for
  const atMost = finalBytes * 2 + 65536
  const sized: SizedStep[] = []
  let bytes: number | undefined = finalBytes
  for (const step of steps.toReversed()) {
    sized.unshift({ step, outputBytes: bytes ?? atMost, exact: bytes !== undefined })
    bytes = bytes === undefined ? undefined : bytesBefore(step, bytes)
  }
  return { dtype, length, steps: sized, storedBytes: bytes }
}

/** Bytes that go into a step, from those that come out; undefined for compression. */
function bytesBefore(step: ChunkStep, bytes: number): number | undefined {
  switch (step.kind) {
    case 'crc32c':
      return bytes + checksumBytes
    case 'delta':
    case 'scale':
      return (bytes / storedBytesPerPixel(step.to.dtype)) * storedBytesPerPixel(step.from.dtype)
    case 'unpack-bits':
      return packedBytes(step.length)
    case 'unshuffle':
    case 'swap':
    case 'transpose':
      return bytes
    default:
      return undefined
  }
}
