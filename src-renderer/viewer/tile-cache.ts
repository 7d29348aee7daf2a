/**
 * Tiles in memory: the least recently used go first when the bound is reached; what is no longer wanted
 * is not waited for. Pixels stay here for reading values under the cursor and for a lost context.
 */
import { isAbort, sentenceOf } from '../api/problem.ts'
import type { TilePixels } from './pixel-data.ts'

export type LoadTile = (signal: AbortSignal) => Promise<TilePixels>

export interface TileCache {
  /** The tile, if it is here; counts as use. */
  readonly get: (key: string) => TilePixels | null
  /** Why the tile could not be read, if so. */
  readonly failureOf: (key: string) => string | null
  /** Starts reading unless here, under way or failed; resolves with the tile. */
  readonly fetch: (key: string, load: LoadTile) => Promise<TilePixels>
  /** Stops all reading of tiles that are not in `keys`. */
  readonly keepOnly: (keys: ReadonlySet<string>) => void
  /** Forgets failures, so that they are tried again. */
  readonly forgetFailures: () => void
  readonly clear: () => void
  readonly sizeBytes: () => number
}

export function createTileCache(capacityBytes: number, onChange: () => void): TileCache {
  const tiles = new Map<string, TilePixels>()
  const pending = new Map<string, { promise: Promise<TilePixels>; controller: AbortController }>()
  const failures = new Map<string, string>()
  let size = 0

  function get(key: string): TilePixels | null {
    const tile = tiles.get(key)
    if (!tile) return null
    tiles.delete(key)
    tiles.set(key, tile)
    return tile
  }

  function put(key: string, tile: TilePixels): void {
    tiles.set(key, tile)
    size += tile.values.byteLength
    for (const [oldest, old] of tiles) {
      if (size <= capacityBytes || oldest === key) break
      tiles.delete(oldest)
      size -= old.values.byteLength
    }
  }

  function fetch(key: string, load: LoadTile): Promise<TilePixels> {
    const here = get(key)
    if (here) return Promise.resolve(here)
    const underWay = pending.get(key)
    if (underWay) return underWay.promise
    const failure = failures.get(key)
    if (failure !== undefined) return Promise.reject(new Error(failure))

    const controller = new AbortController()
    const promise = load(controller.signal).then(
      (tile) => {
        if (pending.get(key)?.controller === controller) pending.delete(key)
        put(key, tile)
        onChange()
        return tile
      },
      (error: unknown) => {
        if (pending.get(key)?.controller === controller) pending.delete(key)
        if (!isAbort(error)) {
          failures.set(key, sentenceOf(error))
          onChange()
        }
        throw error
      },
    )
    pending.set(key, { promise, controller })
    return promise
  }

  function keepOnly(keys: ReadonlySet<string>): void {
    for (const [key, { controller }] of pending) {
      if (keys.has(key)) continue
      pending.delete(key)
      controller.abort()
    }
  }

  function clear(): void {
    keepOnly(new Set())
    tiles.clear()
    failures.clear()
    size = 0
  }

  return {
    get,
    failureOf: (key) => failures.get(key) ?? null,
    fetch,
    keepOnly,
    forgetFailures: () => failures.clear(),
    clear,
    sizeBytes: () => size,
  }
}
