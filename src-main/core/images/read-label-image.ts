/**
 * Images whose values are identities, not intensities: label images (an integer per object) and
 * masks (foreground or not). Whatever could be read in two ways is refused with the reason.
 */
import { TouchstoneError } from '../errors.ts'
import { openImage } from './open-image.ts'
import { isFloatType, largestBlockBytes } from './pixel-types.ts'
import type { ImageSource, LabelImage, Mask, PixelArray } from './types.ts'

const largestLabel = 2 ** 32 - 1

export interface ReadLabelOptions {
  /** Accept float pixels whose values are all whole and not negative; `notes` then says so. */
  readonly allowIntegralFloat?: boolean | undefined
}

export interface LabelImageFromFile extends LabelImage {
  /** What was accepted although it is not usual, in sentences. */
  readonly notes: readonly string[]
}

/**
 * Shape `[y, x]`, or `[z, y, x]` for a stack. TouchstoneError 'not-a-label-image' for colour or
 * palette images, several channels or time points, floats, NaN, negative values and labels beyond
 * 2^32 - 1; otherwise the errors of `openImage`.
 */
export async function readLabelImage(
  path: string,
  options: ReadLabelOptions = {},
): Promise<LabelImageFromFile> {
  return withSource(path, async (source) => {
    const { shape, notes } = requireLabels(source, options)
    const data = new Uint32Array(lengthOf(path, shape, 4))
    let at = 0
    for await (const plane of source.readPlanesInStoredOrder()) {
      copyLabels(path, plane, data, at)
      at += plane.length
    }
    return { shape, data, notes }
  })
}

/** What can be said before the pixels are read; their values are judged by `copyLabels`. */
export function requireLabels(
  source: ImageSource,
  options: ReadLabelOptions,
): { readonly shape: readonly number[]; readonly notes: readonly string[] } {
  requireOneValuePerPixel(source)
  const { path } = source
  const { dtype } = source.info
  const isFloat = isFloatType(dtype)
  if (isFloat && options.allowIntegralFloat !== true) {
    throw notLabels(
      path,
      `its pixels are ${dtype}, and labels are integers; save it as uint16 or uint32`,
    )
  }
  const notes = isFloat
    ? [`The labels are stored as ${dtype}; all values are whole numbers and were taken as labels.`]
    : []
  return { shape: shapeOf(source), notes }
}

export interface ReadMaskOptions {
  /** Foreground where the value is above this; needed where there are more than two values. */
  readonly threshold?: number | undefined
}

/**
 * Foreground where not 0, as 1. TouchstoneError 'not-a-label-image' for colour or palette images,
 * NaN, and, unless a threshold is given, for more than two distinct values or two of which none is 0.
 */
export async function readMask(path: string, options: ReadMaskOptions = {}): Promise<Mask> {
  return withSource(path, async (source) => {
    const shape = requireMask(source)
    const data = new Uint8Array(lengthOf(path, shape, 1))
    const values = new Set<number>()
    let at = 0
    for await (const plane of source.readPlanesInStoredOrder()) {
      copyForeground(path, plane, options.threshold ?? 0, data, at, values)
      at += plane.length
    }
    if (options.threshold === undefined) requireBinary(path, values)
    return { shape, data }
  })
}

async function withSource<T>(path: string, read: (source: ImageSource) => Promise<T>): Promise<T> {
  const source = await openImage(path)
  try {
    return await read(source)
  } finally {
    await source.close()
  }
}

/** What can be said before the pixels are read; their values are judged by `copyForeground` and `requireBinary`. */
export function requireMask(source: ImageSource): readonly number[] {
  requireOneValuePerPixel(source)
  return shapeOf(source)
}

function requireOneValuePerPixel(source: ImageSource): void {
  const { path, info } = source
  const { samples, c, t } = info.size
  if (source.isPalette === true) {
    throw notLabels(
      path,
      'it is a palette image, so its values are indices into a colour table that may or may not be object numbers; save the numbers themselves as gray values',
    )
  }
  if (source.isLossy === true) {
    throw notLabels(
      path,
      'its compression (JPEG, WebP, or LERC with a tolerance) has changed values at every edge; export it again as TIFF or PNG, uncompressed or with deflate or LZW',
    )
  }
  if (samples > 1) {
    throw notLabels(
      path,
      `it has ${samples} colour samples per pixel, and a label image has 1; colours are not object numbers`,
    )
  }
  if (c > 1 || t > 1) {
    throw notLabels(
      path,
      `it has ${c} channels and ${t} time points (axes ${info.axes}), and 1 of each is needed`,
    )
  }
}

function shapeOf({ info }: ImageSource): number[] {
  const { z, height, width } = info.size
  return z > 1 ? [z, height, width] : [height, width]
}

function lengthOf(path: string, shape: readonly number[], bytesPerPixel: number): number {
  const length = shape.reduce((all, size) => all * size, 1)
  if (length * bytesPerPixel > largestBlockBytes) {
    throw new TouchstoneError(
      'file-too-large',
      `${path}: ${shape.join(' x ')} labels need ${length * bytesPerPixel} bytes, and ${largestBlockBytes} is the limit; cut it into parts.`,
      { path, shape },
    )
  }
  return length
}

/** Into `data` from `at` on. Plain loop over pixels: one comparison chain each, none where any value will do. */
export function copyLabels(path: string, plane: PixelArray, data: Uint32Array, at: number): void {
  if (plane instanceof Uint8Array || plane instanceof Uint16Array || plane instanceof Uint32Array) {
    data.set(plane, at)
    return
  }
  for (let i = 0; i < plane.length; i++) {
    const value = Number(plane[i])
    if (!isLabel(value)) {
      throw notLabels(
        path,
        `it holds the value ${value}, and labels are whole numbers from 0 to ${largestLabel}${alike(plane, i)}`,
      )
    }
    data[at + i] = value
  }
}

function isLabel(value: number): boolean {
  return value >= 0 && value <= largestLabel && Number.isInteger(value)
}

/** How many pixels of this piece are no labels either, where there are several. */
function alike(plane: PixelArray, first: number): string {
  let count = 0
  for (let i = first; i < plane.length; i++) if (!isLabel(Number(plane[i]))) count++
  return count > 1 ? `; at least ${count} pixels are not` : ''
}

/** Enough to know that it is no mask; counting on would only cost time. */
const mostValuesCounted = 100_000

/** 0 or 1 into `data` from `at` on; `values` collects what was met. */
export function copyForeground(
  path: string,
  plane: PixelArray,
  above: number,
  data: Uint8Array,
  at: number,
  values: Set<number>,
): void {
  let last = NaN
  for (let i = 0; i < plane.length; i++) {
    const value = Number(plane[i])
    if (Number.isNaN(value))
      throw notLabels(path, 'it holds NaN, which is neither foreground nor background')
    if (value !== last) {
      last = value
      if (values.size < mostValuesCounted) values.add(value)
    }
    data[at + i] = value > above || (above === 0 && value < 0) ? 1 : 0
  }
}

/** Throws for more than two values, and for two of which none is 0. */
export function requireBinary(path: string, values: ReadonlySet<number>): void {
  if (values.size > 2) {
    const count = values.size >= mostValuesCounted ? `at least ${values.size}` : values.size
    throw notLabels(
      path,
      `it holds ${count} distinct values, and a mask has at most 2; state a threshold, use it as a label image, or, where the values are classes, list them in the metric option classes`,
    )
  }
  if (values.size === 2 && !values.has(0)) {
    throw notLabels(
      path,
      `its two values are ${[...values].join(' and ')}, and the background of a mask is 0; state a threshold`,
    )
  }
}

function notLabels(path: string, reason: string): TouchstoneError {
  return new TouchstoneError('not-a-label-image', `${path} cannot be used as labels: ${reason}.`, {
    path,
  })
}
