/**
 * Zarr stores (versions 2 and 3, OME-Zarr 0.1 to 0.5 or plain, folders or zips) as an `ImageSource`. Chunks
 * are read and decoded when a region asks for them.
 */
import { TouchstoneError } from '../../errors.ts'
import { counted } from '../../counted.ts'
import { decodeInPlace } from '../chunk-decoders.ts'
import type { OpenOptions } from '../open-options.ts'
import type { ImageInfo, ImageSource } from '../types.ts'
import { channelsOf, windowFacts } from './channels.ts'
import { openZarrImage, type ZarrImage } from './image-levels.ts'
import { listSeries } from './list-series.ts'
import { locateStore, type LocatedStore } from './locate-store.ts'
import {
  countMissingChunks,
  keyCount,
  missingChunksWarning,
  type MissingChunks,
} from './missing-chunks.ts'
import { readNode, type ZarrNode } from './node.ts'
import { readLabelNames } from './ome-metadata.ts'
import type { SeriesList } from './plate-wells.ts'
import { joinKey, pathOfKey, type ZarrStore } from './store.ts'
import { createZarrSource } from './zarr-source.ts'

export interface ZarrImageSource extends ImageSource {
  /** Of level 0; every chunk is looked for. */
  countMissingChunks(): Promise<MissingChunks>
}

/** Above this many keys of level 0, absent chunks are not counted while opening. */
const mostKeysCounted = 1000
const mostShardChunksCounted = 100_000

/** Whether a path names a store, a node of one, or a zip with one. */
export async function recogniseZarr(path: string): Promise<boolean> {
  const located = await locateStore(path)
  await located?.store.close()
  return located !== undefined
}

/**
 * `path` is a store or goes on inside one. TouchstoneError 'file-not-found', 'format-corrupt',
 * 'unsupported-encoding', 'not-allowed', 'bad-request' for a series that is not there.
 */
export async function openZarr(path: string, options: OpenOptions = {}): Promise<ZarrImageSource> {
  const located = await locateStore(path)
  if (located === undefined) {
    throw new TouchstoneError('format-not-supported', `${path} is no Zarr store.`, { path })
  }
  try {
    return await openLocated(path, located, options)
  } catch (error) {
    await located.store.close()
    throw error
  }
}

async function openLocated(
  path: string,
  { store, key }: LocatedStore,
  { series = 0, axes, decoder = decodeInPlace }: OpenOptions,
): Promise<ZarrImageSource> {
  const node = await rootNode(path, { store, key })
  const list = await listSeries(store, node)
  const entry = list.entries[series]
  if (entry === undefined) {
    throw new TouchstoneError(
      'bad-request',
      `${path}: series ${series} was asked for, and there ${list.entries.length === 1 ? 'is' : 'are'} ${counted(list.entries.length, 'image')}, counted from 0.`,
      { path, series, images: list.entries.length },
    )
  }
  const { multiscale } = entry
  const imageKey = await entry.locate()
  const image = await openZarrImage(store, imageKey, { multiscale, axes, decoder })
  const { array } = image.levels[0]!
  const labels = entry.info.well === undefined ? [] : await labelFacts(store, imageKey)
  const info = infoOf(image, list, series, await missingWarnings(image), labels)
  return {
    ...createZarrSource(path, info, image, () => store.close()),
    countMissingChunks: () => countMissingChunks(array),
  }
}

/** A zip may have no document at its root; its folders are then looked through. */
async function rootNode(path: string, { store, key }: LocatedStore): Promise<ZarrNode> {
  const node = await readNode(store, key)
  if (node !== undefined) return node
  const children = await store.children(key)
  if (children.length > 0) {
    return { kind: 'group', key, zarrFormat: 2, document: undefined, attributes: {} }
  }
  throw new TouchstoneError(
    'file-not-found',
    `${path} does not exist: the store ${store.path} has no group or array ${pathOfKey({ path: '' }, key).slice(1)}.`,
    { path, store: store.path, key },
  )
}

function infoOf(
  image: ZarrImage,
  list: SeriesList,
  seriesIndex: number,
  warnings: readonly string[],
  labels: ImageInfo['facts'],
): ImageInfo {
  const { axes, view, levels, isOme } = image
  const { metadata } = levels[0]!.array
  const channels = channelsOf(view.size.c, image.channels)
  return {
    format: isOme ? 'ome-zarr' : 'zarr',
    axes,
    shape: metadata.shape,
    dtype: metadata.dtype,
    pixelSizeUm: image.pixelSizeUm,
    channels,
    levels: levels.map(({ info }) => info),
    size: view.size,
    series: list.entries.map(({ info }) => info),
    seriesIndex,
    facts: [
      ...(image.omeVersion === undefined ? [] : [{ name: 'OME-Zarr', value: image.omeVersion }]),
      ...metadata.facts,
      ...windowFacts(channels, image.channels),
      ...labels,
    ],
    warnings: [...list.warnings, ...image.warnings, ...warnings],
  }
}

/** The labels of a plate's fields are opened by their own paths, which this tells. */
async function labelFacts(store: ZarrStore, field: string): Promise<ImageInfo['facts']> {
  const group = joinKey(store.path, field, 'labels')
  const node = await readNode(store, group)
  const names = node === undefined ? [] : (readLabelNames(node) ?? [])
  if (names.length === 0) return []
  return [{ name: 'Label images', value: names.map((name) => `${group}/${name}`).join(', ') }]
}

async function missingWarnings({ levels }: ZarrImage): Promise<readonly string[]> {
  const { array } = levels[0]!
  const total = array.chunkCounts.reduce((all, count) => all * count, 1)
  if (keyCount(array) > mostKeysCounted || total > mostShardChunksCounted) return []
  const found = await countMissingChunks(array)
  return found.missing === 0 ? [] : [missingChunksWarning(found)]
}
