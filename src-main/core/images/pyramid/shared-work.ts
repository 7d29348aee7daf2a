/**
 * Long work that several may wait for: whoever asks for the same thing shares it, few run at once, and
 * what nobody waits for any more is stopped.
 */
import { TouchstoneError } from '../../errors.ts'
import { requireWanted } from './build-level.ts'

export interface Waiter {
  /** Ends this one's waiting with 'cancelled'; the work goes on while others wait. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((fraction: number) => void) | undefined
}

export type Work = (signal: AbortSignal, onProgress: (fraction: number) => void) => Promise<void>

export interface SharedWork {
  /** Starts `work`, or joins the one that goes on under `key`. */
  run(key: string, work: Work, waiter?: Waiter): Promise<void>
  /** 0 to 1 for work under way or waiting for its turn, else null. */
  progress(key: string): number | null
}

interface Entry {
  readonly done: Promise<void>
  readonly stop: AbortController
  readonly listeners: Set<(fraction: number) => void>
  waiters: number
  fraction: number
}

/** At most `atOnce` run at the same time, the others in the order in which they came. */
export function createSharedWork(atOnce: number): SharedWork {
  const entries = new Map<string, Entry>()
  const turns: (() => void)[] = []
  let running = 0

  async function inTurn(work: () => Promise<void>): Promise<void> {
    if (running >= atOnce) await new Promise<void>((resolve) => turns.push(resolve))
    else running++
    try {
      await work()
    } finally {
      const next = turns.shift()
      if (next === undefined) running--
      else next()
    }
  }

  function start(key: string, work: Work): Entry {
    const stop = new AbortController()
    const entry: Entry = {
      done: inTurn(async () => {
        requireWanted(stop.signal)
        await work(stop.signal, (fraction) => {
          entry.fraction = fraction
          for (const listener of entry.listeners) listener(fraction)
        })
      }).finally(() => forget(key, stop)),
      stop,
      listeners: new Set(),
      waiters: 0,
      fraction: 0,
    }
    entry.done.catch(() => undefined) // told to those who wait
    entries.set(key, entry)
    return entry
  }

  function forget(key: string, stop: AbortController): void {
    if (entries.get(key)?.stop === stop) entries.delete(key)
  }

  async function run(key: string, work: Work, { signal, onProgress }: Waiter = {}): Promise<void> {
    requireWanted(signal)
    const entry = entries.get(key) ?? start(key, work)
    entry.waiters++
    if (onProgress !== undefined) entry.listeners.add(onProgress)
    let leave = (): void => undefined
    const left = new Promise<never>((_, reject) => {
      leave = () =>
        reject(new TouchstoneError('cancelled', 'Nobody waits for this level any more.'))
      signal?.addEventListener('abort', leave)
    })
    try {
      await Promise.race([entry.done, left])
    } finally {
      signal?.removeEventListener('abort', leave)
      if (onProgress !== undefined) entry.listeners.delete(onProgress)
      if (--entry.waiters === 0) {
        forget(key, entry.stop)
        entry.stop.abort()
      }
    }
  }

  return { run, progress: (key) => entries.get(key)?.fraction ?? null }
}
