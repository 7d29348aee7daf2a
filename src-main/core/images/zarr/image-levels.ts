/**
 * One image of a store, ready to be read: its arrays from the largest to the smallest, the meaning of its
 * axes, and what is known about its pixels.
 */
import type { PixelSizeUm } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import type { ChunkDecoder } from '../chunk-decoder.ts'
import { product, storedBytesPerPixel } from '../pixel-types.ts'
import { planeView, type PlaneView } from '../plane-view.ts'
import type { LevelInfo } from '../types.ts'
import type { ArrayMetadata } from './array-metadata.ts'
import { axisLetters, requireAxes, unnamedAxes, type NamedAxis } from './axes.ts'
import { openZarrArray, type ZarrArray } from './chunk-reader.ts'
import { parseArray, readNode, type ZarrNode } from './node.ts'
import {
  omeVersion,
  readMultiscales,
  readOmeroChannels,
  type Multiscale,
  type OmeroChannel,
} from './ome-metadata.ts'
import { pixelSizeOf } from './pixel-size.ts'
import { joinKey, pathOfKey, type ZarrStore } from './store.ts'

export interface ZarrImage {
  readonly axes: string
  readonly view: PlaneView
  readonly levels: readonly { readonly info: LevelInfo; readonly array: ZarrArray }[]
  readonly pixelSizeUm: PixelSizeUm | 'uncalibrated'
  readonly channels: readonly OmeroChannel[]
  /** Undefined for an array that no OME metadata speak of. */
  readonly omeVersion: string | undefined
  readonly isOme: boolean
  readonly warnings: readonly string[]
}

export interface ImageChoice {
  /** Which entry of `multiscales`. */
  readonly multiscale: number
  readonly axes: string | undefined
  readonly decoder: ChunkDecoder
}

/** `key` is that of a multiscale group or an array. TouchstoneError 'file-not-found' where it is gone. */
export async function openZarrImage(
  store: ZarrStore,
  key: string,
  choice: ImageChoice,
): Promise<ZarrImage> {
  const node = await requireNode(store, key, store.path)
  if (node.kind === 'array') return openArray(store, node, choice)
  const multiscale = readMultiscales(node)[choice.multiscale]
  if (multiscale === undefined) {
    throw new TouchstoneError(
      'format-corrupt',
      `${pathOfKey(store, key)} is named as an image, and has no multiscales among its attributes.`,
      { path: pathOfKey(store, key) },
    )
  }
  return openDatasets(store, node, multiscale, multiscale.datasets, choice)
}

/** An array may be a level of the group above, which then says what its axes mean. */
async function openArray(
  store: ZarrStore,
  node: ZarrNode,
  choice: ImageChoice,
): Promise<ZarrImage> {
  const parts = node.key.split('/')
  for (let up = 1; up <= Math.min(2, parts.length); up++) {
    const above = await readNode(store, parts.slice(0, -up).join('/'))
    if (node.key === '' || above?.kind !== 'group') continue
    for (const multiscale of readMultiscales(above)) {
      const own = multiscale.datasets.filter(
        ({ path }) => joinKey(store.path, above.key, path) === node.key,
      )
      if (own.length > 0) return openDatasets(store, above, multiscale, own, choice)
    }
  }
  const metadata = parseArray(node)
  const named = metadata.dimensionNames?.map((name) => (name === null ? null : { name }))
  const axes = named ? axisLetters(named) : unnamedAxes(metadata.shape.length, false)
  return {
    ...arrayImage(store, [{ key: node.key, metadata }], axes, choice),
    pixelSizeUm: 'uncalibrated',
    channels: [],
    omeVersion: undefined,
    isOme: false,
  }
}

async function openDatasets(
  store: ZarrStore,
  group: ZarrNode,
  multiscale: Multiscale,
  datasets: Multiscale['datasets'],
  choice: ImageChoice,
): Promise<ZarrImage> {
  const found: LevelArray[] = []
  const warnings: string[] = []
  for (const [i, { path }] of datasets.entries()) {
    const key = joinKey(store.path, group.key, path)
    const node =
      i === 0
        ? await requireNode(store, key, pathOfKey(store, group.key))
        : await readNode(store, key)
    const metadata = node?.kind === 'array' ? parseArray(node) : undefined
    const problem = i === 0 ? undefined : levelProblem(found, metadata)
    if (metadata !== undefined && problem === undefined) found.push({ key, metadata })
    else if (i === 0) throw notAnArray(store, key)
    else warnings.push(`The level ${key} ${problem ?? 'cannot be read'} and is left out.`)
  }
  const { shape } = found[0]!.metadata
  const named = multiscale.axes?.map((axis): NamedAxis =>
    typeof axis === 'string' ? { name: axis } : axis,
  )
  const fits = named?.length === shape.length
  if (named !== undefined && !fits) {
    warnings.push(
      `The metadata name ${named.length} axes, and the array has ${shape.length}; what they mean is not known.`,
    )
  }
  const axes = fits ? axisLetters(named) : unnamedAxes(shape.length, named === undefined)
  const image = arrayImage(store, found, axes, choice)
  return {
    ...image,
    warnings: [...warnings, ...image.warnings],
    pixelSizeUm: fits
      ? pixelSizeOf(
          image.axes,
          named,
          multiscale.coordinateTransformations,
          datasets[0]!.coordinateTransformations,
        )
      : 'uncalibrated',
    channels: readOmeroChannels(group),
    omeVersion: omeVersion(group, multiscale),
    isOme: true,
  }
}

interface LevelArray {
  readonly key: string
  readonly metadata: ArrayMetadata
}

/** Why an array cannot be a reduced copy of the level before it. */
function levelProblem(
  before: readonly LevelArray[],
  metadata: ArrayMetadata | undefined,
): string | undefined {
  if (metadata === undefined) return 'is named by the metadata and is gone'
  const [full] = before
  const last = before.at(-1)!
  if (metadata.dtype !== full!.metadata.dtype) {
    return `holds ${metadata.dtype}, and level 0 holds ${full!.metadata.dtype},`
  }
  const isSmaller =
    metadata.shape.length === last.metadata.shape.length &&
    metadata.shape.every((size, axis) => size > 0 && size <= last.metadata.shape[axis]!)
  return isSmaller ? undefined : `of ${metadata.shape.join(' x ')} is larger than the one before it`
}

function arrayImage(
  store: ZarrStore,
  arrays: readonly LevelArray[],
  stated: string,
  choice: ImageChoice,
): Pick<ZarrImage, 'axes' | 'view' | 'levels' | 'warnings'> {
  const { shape } = arrays[0]!.metadata
  const path = pathOfKey(store, arrays[0]!.key)
  if (shape.length === 0 || shape.includes(0)) {
    throw new TouchstoneError(
      'format-not-supported',
      `${path} has the shape (${shape.join(', ')}), which holds no pixels to look at.`,
      { path, shape },
    )
  }
  const axes = choice.axes === undefined ? stated : requireAxes(path, choice.axes, shape)
  const view = planeView(axes, shape)
  const usable = arrays.filter(({ metadata }) => keepsOtherAxes(axes, shape, metadata.shape))
  const levels = usable.map(({ key, metadata }) => ({
    info: levelInfo(axes, view, metadata.shape),
    array: openZarrArray(store, key, metadata, choice.decoder, planeChunkBytes(axes, metadata)),
  }))
  const dropped = arrays.length - usable.length
  return {
    axes,
    view,
    levels,
    warnings: [
      ...view.warnings,
      ...(dropped === 0
        ? []
        : [`${dropped} of the levels have fewer channels or time points and are left out.`]),
    ],
  }
}

/** Only y, x and what is shown as z may be reduced. */
function keepsOtherAxes(axes: string, full: readonly number[], shape: readonly number[]): boolean {
  return [...axes].every((letter, axis) => !'tcs'.includes(letter) || shape[axis] === full[axis])
}

function levelInfo(axes: string, { size }: PlaneView, shape: readonly number[]): LevelInfo {
  const own = planeView(axes, shape).size
  const { height, width } = own
  const reduced = own.z === size.z ? {} : { z: own.z }
  return { downsample: size.width / width, height, width, ...reduced }
}

/** Of the chunks that one plane touches. */
function planeChunkBytes(axes: string, { shape, chunkShape, dtype }: ArrayMetadata): number {
  const touched = shape.map((size, axis) =>
    'yxs'.includes(axes[axis]!) ? Math.ceil(size / chunkShape[axis]!) : 1,
  )
  return product(touched) * product(chunkShape) * storedBytesPerPixel(dtype)
}

async function requireNode(store: ZarrStore, key: string, namedBy: string): Promise<ZarrNode> {
  const node = await readNode(store, key)
  if (node !== undefined) return node
  throw new TouchstoneError(
    'file-not-found',
    `${pathOfKey(store, key)} is named by ${namedBy} and is gone; copy the store again with all its folders.`,
    { path: pathOfKey(store, key) },
  )
}

function notAnArray(store: ZarrStore, key: string): TouchstoneError {
  const path = pathOfKey(store, key)
  return new TouchstoneError(
    'format-corrupt',
    `${path} is named as the pixels of an image, and is a group.`,
    { path },
  )
}
