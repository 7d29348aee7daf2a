/** Images over the wire: description, statistics of a plane, tiles as raw bytes. */
import { tileHeaders } from '../../src-main/contract/images.ts'
import type { ImageDescription, PlaneStatistics } from '../../src-main/contract/images.ts'
import { imageDescriptionSchema } from '../../src-main/contract/images.ts'
import { imageSubPaths, routes, statisticsResponseSchema } from '../../src-main/contract/routes.ts'
import { addressOf, checked, request } from './client.ts'

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
  readonly bytes: ArrayBuffer
}

export function datasetImageAddress(digest: string, caseId: string, side: 'image' | 'truth') {
  return addressOf(routes.datasetImage.path, { digest, case: caseId, side })
}

export function predictionAddress(run: string, caseId: string) {
  return addressOf(routes.predictionImage.path, { run, case: caseId })
}

export async function describeImage(
  address: string,
  signal?: AbortSignal,
): Promise<ImageDescription> {
  const response = await request(address, signal ? { signal } : {})
  return checked(imageDescriptionSchema, await response.json(), `GET ${address}`)
}

export async function planeStatistics(
  address: string,
  plane: PlaneIndex,
  signal?: AbortSignal,
): Promise<PlaneStatistics> {
  const full = address + addressOf(imageSubPaths.statistics, { ...plane })
  const response = await request(full, signal ? { signal } : {})
  return checked(statisticsResponseSchema, await response.json(), `GET ${full}`)
}

/** Row `y` and column `x` count tiles, not pixels. */
export async function readTile(
  address: string,
  plane: PlaneIndex,
  tile: { readonly y: number; readonly x: number },
  signal: AbortSignal,
): Promise<TileBytes> {
  const response = await request(
    address + addressOf(imageSubPaths.tile, { level: 0, ...plane, ...tile }),
    { signal },
  )
  const dtype = response.headers.get(tileHeaders.dtype) ?? ''
  const shape = (response.headers.get(tileHeaders.shape) ?? '').split(/[^0-9]+/).filter(Boolean)
  return { dtype, shape: shape.map(Number), bytes: await response.arrayBuffer() }
}
