/**
 * Tiles in memory: the least recently used go first when the bound is reached; what is no longer wanted
 * is not waited for. Pixels stay here for reading values under the cursor and for a lost context.
 */
import { isAbort, isUnderWay, sentenceOf, TileUnderWay } from '../api/problem.ts'
import type { TilePixels } from './pixel-data.ts'

export type LoadTile = (signal: AbortSignal) => Promise<TilePixels>

export interface TileCache {
  /** The tile, if it is here; counts as use. */
  readonly get: (key: string) => TilePixels | null
  /** Why the tile could not be read, if so. */
  readonly failureOf: (key: string) => string | null
  /** How much of its level is made, 0 to 1, where the tile has to wait for that. */
  readonly underWayOf: (key: string) => number | null
  /** Starts reading unless here, under way or failed; resolves with the tile. */
  readonly fetch: (key: string, load: LoadTile) => Promise<TilePixels>
  /** Stops all reading of tiles that are not in `keys`. */
  readonly keepOnly: (keys: ReadonlySet<string>) => void
  /** Forgets failures, so that they are tried again. */
  readonly forgetFailures: () => void
  readonly clear: () => void
  readonly sizeBytes: () => number
}

/** A tile of a level that is being made: asked for again once the timer has run out. */
interface Waiting {
  readonly fraction: number
  /** ms as Date.now has them. */
  readonly until: number
  timer: ReturnType<typeof setTimeout> | null
}

export function createTileCache(capacityBytes: number, onChange: () => void): TileCache {
  const tiles = new Map<string, TilePixels>()
  const pending = new Map<string, { promise: Promise<TilePixels>; controller: AbortController }>()
  const failures = new Map<string, string>()
  const waiting = new Map<string, Waiting>()
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
    const wait = waiting.get(key)
    if (wait?.timer)
      return Promise.reject(new TileUnderWay(wait.fraction, Math.max(50, wait.until - Date.now())))

    const controller = new AbortController()
    const promise = load(controller.signal).then(
      (tile) => {
        if (pending.get(key)?.controller === controller) pending.delete(key)
        forgetWaiting(key)
        put(key, tile)
        onChange()
        return tile
      },
      (error: unknown) => {
        const current = pending.get(key)?.controller === controller
        if (current) pending.delete(key)
        if (isUnderWay(error)) {
          if (current) waitFor(key, error.fraction, error.retryAfterMs)
        } else if (!isAbort(error)) {
          forgetWaiting(key)
          failures.set(key, sentenceOf(error))
          onChange()
        }
        throw error
      },
    )
    pending.set(key, { promise, controller })
    return promise
  }

  function waitFor(key: string, fraction: number, ms: number): void {
    forgetWaiting(key)
    const entry: Waiting = { fraction, until: Date.now() + ms, timer: null }
    entry.timer = setTimeout(() => {
      // The fraction stays until the next answer; the next drawing asks again.
      entry.timer = null
      onChange()
    }, ms)
    waiting.set(key, entry)
    onChange()
  }

  function forgetWaiting(key: string): void {
    const timer = waiting.get(key)?.timer
    if (timer) clearTimeout(timer)
    waiting.delete(key)
  }

  function keepOnly(keys: ReadonlySet<string>): void {
    for (const [key, { controller }] of pending) {
      if (keys.has(key)) continue
      pending.delete(key)
      controller.abort()
    }
    for (const key of waiting.keys()) if (!keys.has(key)) forgetWaiting(key)
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
    underWayOf: (key) => waiting.get(key)?.fraction ?? null,
    fetch,
    keepOnly,
    forgetFailures: () => failures.clear(),
    clear,
    sizeBytes: () => size,
  }
}
