/** Images over the wire: description, statistics of a plane, tiles as raw bytes. */
import {
  imageDescriptionSchema,
  levelUnderWaySchema,
  tileHeaders,
} from '../../src-main/contract/images.ts'
import type {
  ErrorMapKind,
  ImageDescription,
  PlaneStatistics,
} from '../../src-main/contract/images.ts'
import { imageSubPaths, routes, statisticsResponseSchema } from '../../src-main/contract/routes.ts'
import { addressOf, checked, request } from './client.ts'
import { TileUnderWay } from './problem.ts'
import { wholeBody } from './whole-body.ts'

/** One plane of an image. */
export interface PlaneIndex {
  readonly t: number
  readonly c: number
  readonly z: number
}

/** A tile's bytes as sent: little-endian, C order, `shape` height x width (x samples). */
export interface TileBytes {
  readonly dtype: string
  readonly shape: readonly number[]
  /** Pixels that the file does not hold and that got its fill value. */
  readonly filledPixels?: number
  readonly bytes: ArrayBuffer
}

export function datasetImageAddress(digest: string, caseId: string, side: 'image' | 'truth') {
  return addressOf(routes.datasetImage.path, { digest, case: caseId, side })
}

export function predictionAddress(run: string, caseId: string) {
  return addressOf(routes.predictionImage.path, { run, case: caseId })
}

/** Made when it is first asked for. */
export function errorMapAddress(run: string, caseId: string, kind: ErrorMapKind) {
  return addressOf(routes.errorMapImage.path, { run, case: caseId, kind })
}

/** An image that was opened by its path. */
export function openedImageAddress(image: string) {
  return addressOf(routes.openedImage.path, { image })
}

/** With `labels` the levels are those of label ids, which are never averaged; `view` as `volume-view.ts` has it. */
export async function describeImage(
  image: string,
  signal?: AbortSignal,
  labels = false,
  view?: string,
): Promise<ImageDescription> {
  const address = image + addressOf('', {}, { ...(labels ? { labels: 1 } : {}), ...viewed(view) })
  const response = await request(address, signal ? { signal } : {})
  return checked(imageDescriptionSchema, await response.json(), `GET ${address}`)
}

export async function planeStatistics(
  address: string,
  plane: PlaneIndex,
  signal?: AbortSignal,
  view?: string,
): Promise<PlaneStatistics> {
  const full = address + addressOf(imageSubPaths.statistics, { ...plane }, viewed(view))
  const response = await request(full, signal ? { signal } : {})
  return checked(statisticsResponseSchema, await response.json(), `GET ${full}`)
}

/** Where an image's tiles are, and what is asked of them. */
export interface TileAddress {
  readonly address: string
  /** Of the description: with it a tile may be kept for good. */
  readonly contentKey: string
  /** Label ids are never averaged, at no level. */
  readonly labels: boolean
  /** A projection or section instead of the planes. */
  readonly view?: string | undefined
}

/** Row `y` and column `x` count tiles, not pixels. Throws TileUnderWay where the level is being made. */
export function readTile(
  image: TileAddress,
  plane: PlaneIndex,
  tile: { readonly level: number; readonly y: number; readonly x: number },
  signal: AbortSignal,
): Promise<TileBytes> {
  const parts = addressOf(imageSubPaths.tile, { ...plane, ...tile }, queryOf(image))
  return readPixels(image.address + parts, { signal })
}

/**
 * The whole of a level, at most `largestPlaneAnswerBytes`. Throws TileUnderWay where it is being made. The
 * browser's own cache is passed over: to fill it takes longer than to ask the core again.
 */
export function readPlane(
  image: TileAddress,
  plane: PlaneIndex,
  level: number,
  signal: AbortSignal,
): Promise<TileBytes> {
  const parts = addressOf(imageSubPaths.plane, { ...plane, level }, queryOf(image))
  return readPixels(image.address + parts, { signal, cache: 'no-store' })
}

type Query = Readonly<Record<string, string | number>>

function queryOf({ contentKey, labels, view }: TileAddress): Query {
  return { v: contentKey, ...(labels ? { labels: 1 } : {}), ...viewed(view) }
}

function viewed(view: string | undefined): Query {
  return view === undefined ? {} : { view }
}

async function readPixels(address: string, init: RequestInit): Promise<TileBytes> {
  const response = await request(address, init)
  if (response.status === 202) throw await underWay(response, address)
  const dtype = response.headers.get(tileHeaders.dtype) ?? ''
  const shape = (response.headers.get(tileHeaders.shape) ?? '').split(/[^0-9]+/).filter(Boolean)
  const filledPixels = Number(response.headers.get(tileHeaders.filled) ?? 0)
  return { dtype, shape: shape.map(Number), filledPixels, bytes: await wholeBody(response) }
}

/** At most a minute, at least a quarter of a second: whatever the core says, the page asks again. */
async function underWay(response: Response, address: string): Promise<TileUnderWay> {
  const { fraction } = checked(levelUnderWaySchema, await response.json(), `GET ${address}`)
  const seconds = Number(response.headers.get('retry-after') ?? 1)
  const wait = Number.isFinite(seconds) ? Math.min(60, Math.max(0.25, seconds)) : 1
  return new TileUnderWay(fraction, wait * 1000)
}
