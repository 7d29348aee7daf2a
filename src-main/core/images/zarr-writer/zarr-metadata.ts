/** The `zarr.json` documents of an OME-Zarr 0.5 (Zarr 3) store: groups, arrays, multiscales, labels. */
import type { ChannelInfo, ImageInfo, PixelType } from '../types.ts'
import type { Reduction } from '../pyramid/halve-block.ts'

/** What an image of the store is; planes are t x c x z, colour samples count as channels. */
export interface ZarrImage {
  readonly name: string
  readonly dtype: PixelType
  readonly size: {
    readonly t: number
    readonly c: number
    readonly z: number
    readonly height: number
    readonly width: number
  }
  /** Letters out of `tczyx`, in this order. */
  readonly axes: string
  readonly pixelSizeUm: ImageInfo['pixelSizeUm']
  readonly reduction: Reduction
  readonly channels?: readonly ChannelInfo[] | undefined
}

/** Smallest and largest finite value of one channel. */
export interface ValueRange {
  readonly min: number
  readonly max: number
}

export const zstdLevel = 3

/** `shape` and `chunk` have one entry per axis. Every chunk is compressed apart, with a checksum. */
export function arrayMetadata(
  dtype: PixelType,
  axes: string,
  shape: readonly number[],
  chunk: readonly number[],
): unknown {
  return {
    zarr_format: 3,
    node_type: 'array',
    shape,
    data_type: dtype,
    chunk_grid: { name: 'regular', configuration: { chunk_shape: chunk } },
    chunk_key_encoding: { name: 'default', configuration: { separator: '/' } },
    fill_value: dtype === 'bool' ? false : 0,
    codecs: [
      { name: 'bytes', configuration: { endian: 'little' } },
      { name: 'zstd', configuration: { level: zstdLevel, checksum: true } },
    ],
    attributes: {},
    dimension_names: [...axes],
  }
}

export function groupMetadata(ome: Readonly<Record<string, unknown>>): unknown {
  return {
    zarr_format: 3,
    node_type: 'group',
    attributes: { ome: { version: '0.5', ...ome } },
  }
}

/**
 * Level `k` stands at path `k`. A pixel of it covers 2^k x 2^k of level 0, so its centre lies half a
 * covered square further: the translation says so.
 */
export function multiscales(image: ZarrImage, levels: number): Readonly<Record<string, unknown>> {
  const { axes, pixelSizeUm, name, reduction } = image
  const sizeOf = (axis: string): number =>
    pixelSizeUm === 'uncalibrated' || !isSpace(axis) ? 1 : (pixelSizeUm[axis] ?? 1)
  const isReduced = (axis: string): boolean => axis === 'y' || axis === 'x'
  const datasets = Array.from({ length: levels }, (_, level) => {
    const factor = (axis: string): number => (isReduced(axis) ? 2 ** level : 1)
    const scale = [...axes].map((axis) => sizeOf(axis) * factor(axis))
    const translation = [...axes].map((axis) => (sizeOf(axis) * (factor(axis) - 1)) / 2)
    return {
      path: String(level),
      coordinateTransformations: [
        { type: 'scale', scale },
        ...(level === 0 ? [] : [{ type: 'translation', translation }]),
      ],
    }
  })
  const axisEntries = [...axes].map((axis) => {
    if (axis === 't') return { name: axis, type: 'time' }
    if (axis === 'c') return { name: axis, type: 'channel' }
    const isKnown =
      pixelSizeUm !== 'uncalibrated' && isSpace(axis) && pixelSizeUm[axis] !== undefined
    return { name: axis, type: 'space', ...(isKnown ? { unit: 'micrometer' } : {}) }
  })
  return { multiscales: [{ name, axes: axisEntries, datasets, type: reduction }] }
}

const usualColors = ['00FF00', 'FF00FF', '00FFFF', 'FFFF00', 'FF0000', '0000FF']

/**
 * How the channels are shown; empty without a channel axis, unless the only channel has a name or a colour of
 * its own. `ranges` has one entry per channel.
 */
export function omero(
  image: ZarrImage,
  ranges: readonly ValueRange[],
): Readonly<Record<string, unknown>> {
  const { axes, size, channels, dtype } = image
  if (!axes.includes('c') && !isNamed(channels?.[0])) return {}
  const entries = Array.from({ length: size.c }, (_, i) => {
    const color = channels?.[i]?.color?.slice(1).toUpperCase()
    const { min, max } = ranges[i]!
    const limits = limitsOf(dtype) ?? { min, max }
    return {
      label: channels?.[i]?.name ?? `channel ${i + 1}`,
      color: color ?? usualColors[i % usualColors.length],
      active: true,
      window: { min: limits.min, max: limits.max, start: min, end: max },
    }
  })
  const rdefs = { defaultT: 0, defaultZ: Math.floor(size.z / 2), model: 'color' }
  return { omero: { channels: entries, rdefs } }
}

function isNamed(channel: ChannelInfo | undefined): boolean {
  return channel !== undefined && (channel.name !== 'channel 1' || channel.color !== undefined)
}

function isSpace(axis: string): axis is 'x' | 'y' | 'z' {
  return axis === 'x' || axis === 'y' || axis === 'z'
}

function limitsOf(dtype: PixelType): ValueRange | undefined {
  if (dtype === 'bool') return { min: 0, max: 1 }
  const found = /^(u?)int(8|16|32)$/.exec(dtype)
  if (found === null) return undefined
  const bits = Number(found[2])
  return found[1] === 'u'
    ? { min: 0, max: 2 ** bits - 1 }
    : { min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 }
}
