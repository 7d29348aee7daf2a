/**
 * Tiles in memory: the least recently used go first when the bound is reached; what is no longer wanted
 * is not waited for. Pixels stay here for reading values under the cursor and for a lost context.
 */
import { isAbort, isUnderWay, sentenceOf, TileUnderWay } from '../api/problem.ts'
import type { TilePixels } from './pixel-data.ts'

export type LoadTile = (signal: AbortSignal) => Promise<TilePixels>
export type LoadTiles = (signal: AbortSignal) => Promise<readonly TilePixels[]>

export interface TileCache {
  /** The tile, if it is here; counts as use. */
  readonly get: (key: string) => TilePixels | null
  /** Why the tile could not be read, if so. */
  readonly failureOf: (key: string) => string | null
  /** How much of its level is made, 0 to 1, where the tile has to wait for that. */
  readonly underWayOf: (key: string) => number | null
  /** Starts reading unless here, under way or failed; resolves with the tile. */
  readonly fetch: (key: string, load: LoadTile) => Promise<TilePixels>
  /** Whether `fetch` would start reading it: it is neither here nor under way, waited for or failed. */
  readonly isOpen: (key: string) => boolean
  /** One read for several open tiles, in the order of `keys`; stopped once none of them is wanted. */
  readonly fetchTogether: (keys: readonly string[], load: LoadTiles) => Promise<void>
  /** Stops all reading of tiles that are not in `keys`. */
  readonly keepOnly: (keys: ReadonlySet<string>) => void
  /** Forgets failures, so that they are tried again. */
  readonly forgetFailures: () => void
  readonly clear: () => void
  readonly sizeBytes: () => number
}

/** One read, for one tile or for several. */
interface Reading {
  readonly keys: readonly string[]
  readonly tiles: Promise<readonly TilePixels[]>
  readonly controller: AbortController
}

/** Tiles of a level that is being made: asked for again once the timer has run out. */
interface Waiting {
  readonly keys: readonly string[]
  readonly fraction: number
  /** ms as Date.now has them. */
  readonly until: number
  timer: ReturnType<typeof setTimeout> | null
}

/** What a tile takes beside its pixels: its key and its place. Thousands of small planes would fill the page with that. */
export const perTileBytes = 2048
const sizeOf = (tile: TilePixels): number => tile.values.byteLength + perTileBytes

export function createTileCache(capacityBytes: number, onChange: () => void): TileCache {
  const tiles = new Map<string, TilePixels>()
  const pending = new Map<string, Reading>()
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
    size += sizeOf(tile)
    for (const [oldest, old] of tiles) {
      if (size <= capacityBytes || oldest === key) break
      tiles.delete(oldest)
      size -= sizeOf(old)
    }
  }

  function fetch(key: string, load: LoadTile): Promise<TilePixels> {
    const here = get(key)
    if (here) return Promise.resolve(here)
    const failure = failures.get(key)
    if (failure !== undefined) return Promise.reject(new Error(failure))
    const wait = waiting.get(key)
    if (wait?.timer)
      return Promise.reject(new TileUnderWay(wait.fraction, Math.max(50, wait.until - Date.now())))
    const { keys, tiles } = pending.get(key) ?? start([key], async (signal) => [await load(signal)])
    return tiles.then((list) => list[keys.indexOf(key)]!)
  }

  function start(keys: readonly string[], load: LoadTiles): Reading {
    const controller = new AbortController()
    const isCurrent = (key: string) => pending.get(key) === reading
    const tiles = load(controller.signal).then(
      (list) => {
        keys.forEach((key, at) => {
          if (isCurrent(key)) pending.delete(key)
          forgetWaiting(key)
          put(key, list[at]!)
        })
        onChange()
        return list
      },
      (error: unknown) => {
        const wanted = keys.filter(isCurrent)
        for (const key of wanted) pending.delete(key)
        if (isUnderWay(error)) waitFor(wanted, error.fraction, error.retryAfterMs)
        else if (!isAbort(error)) {
          for (const key of keys) {
            forgetWaiting(key)
            failures.set(key, sentenceOf(error))
          }
          onChange()
        }
        throw error
      },
    )
    const reading: Reading = { keys, tiles, controller }
    for (const key of keys) pending.set(key, reading)
    return reading
  }

  function waitFor(keys: readonly string[], fraction: number, ms: number): void {
    if (keys.length === 0) return
    for (const key of keys) forgetWaiting(key)
    const entry: Waiting = { keys, fraction, until: Date.now() + ms, timer: null }
    entry.timer = setTimeout(() => {
      // The fraction stays until the next answer; the next drawing asks again.
      entry.timer = null
      onChange()
    }, ms)
    for (const key of keys) waiting.set(key, entry)
    onChange()
  }

  function forgetWaiting(key: string): void {
    const entry = waiting.get(key)
    waiting.delete(key)
    const isLast = entry?.keys.every((other) => waiting.get(other) !== entry)
    if (entry?.timer && isLast) clearTimeout(entry.timer)
  }

  function keepOnly(wanted: ReadonlySet<string>): void {
    for (const { keys, controller } of new Set(pending.values())) {
      if (keys.some((key) => wanted.has(key))) continue
      for (const key of keys) pending.delete(key)
      controller.abort()
    }
    for (const key of waiting.keys()) if (!wanted.has(key)) forgetWaiting(key)
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
    isOpen: (key) =>
      !tiles.has(key) && !pending.has(key) && !failures.has(key) && !waiting.get(key)?.timer,
    fetchTogether: async (keys, load) => {
      await start(keys, load).tiles
    },
    keepOnly,
    forgetFailures: () => failures.clear(),
    clear,
    sizeBytes: () => size,
  }
}
