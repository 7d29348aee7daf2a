/**
 * Loading that several readers may wait for: who asks for the same thing shares it, few loads run at once,
 * and one for which nobody waits any more is stopped. What was loaded stays, the least recently used first out.
 */
import { requireWanted } from '../image-source.ts'
import { pixelMemory, type PixelMemory } from '../pixel-memory.ts'

export interface SharedLoads<T> {
  /** TouchstoneError 'cancelled' for the one whose `signal` is aborted; the others go on. */
  get(key: string, load: (signal: AbortSignal) => Promise<T>, options: LoadOptions): Promise<T>
  /** Gives what is kept back; what comes later is not kept. */
  close(): void
}

export interface LoadOptions {
  readonly signal?: AbortSignal | undefined
  /** False for what is not needed again soon. */
  readonly keep?: boolean
}

interface Loading<T> {
  readonly result: Promise<T>
  readonly stop: AbortController
  waiting: number
}

interface Kept<T> {
  readonly value: T
}

/**
 * `path` is for messages; one result is kept even if it alone is larger than `limitBytes`. All images share
 * `memory`.
 */
export function createSharedLoads<T>(
  path: string,
  limitBytes: number,
  atOnce: number,
  bytesOf: (value: T) => number,
  memory: PixelMemory = pixelMemory,
): SharedLoads<T> {
  const kept = memory.open<Kept<T>>(limitBytes)
  const loading = new Map<string, Loading<T>>()
  const turns: (() => void)[] = []
  let running = 0

  async function inTurn(
    signal: AbortSignal,
    load: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (running >= atOnce) await new Promise<void>((resolve) => turns.push(resolve))
    else running++
    try {
      requireWanted(path, signal)
      return await load(signal)
    } finally {
      const next = turns.shift()
      if (next === undefined) running--
      else next()
    }
  }

  function start(key: string, load: (signal: AbortSignal) => Promise<T>): Loading<T> {
    const stop = new AbortController()
    const result = inTurn(stop.signal, load)
    const started = { result, stop, waiting: 0 }
    result.catch(() => undefined).finally(() => forget(key, started))
    loading.set(key, started)
    return started
  }

  function forget(key: string, started: Loading<T>): void {
    if (loading.get(key) === started) loading.delete(key)
  }

  async function get(
    key: string,
    load: (signal: AbortSignal) => Promise<T>,
    { signal, keep = true }: LoadOptions,
  ): Promise<T> {
    requireWanted(path, signal)
    const there = kept.get(key)
    if (there !== undefined) return there.value
    const found = loading.get(key) ?? start(key, load)
    found.waiting++
    const leave = (): void => {
      if (--found.waiting > 0) return
      forget(key, found)
      found.stop.abort()
    }
    signal?.addEventListener('abort', leave)
    try {
      const value = await found.result
      requireWanted(path, signal)
      if (keep && kept.get(key) === undefined) kept.put(key, { value }, bytesOf(value))
      return value
    } catch (error) {
      requireWanted(path, signal)
      throw error
    } finally {
      signal?.removeEventListener('abort', leave)
    }
  }

  return { get, close: () => kept.close() }
}
