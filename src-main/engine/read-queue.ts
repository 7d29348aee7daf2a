/**
 * Reads in the order in which they matter: what is looked at now before what was asked for earlier, and what
 * may be looked at next only when nothing else is to do. Whoever asks for the same piece shares one read;
 * a read that nobody waits for any more is dropped, or stopped where it runs.
 */
import { TouchstoneError } from '../core/errors.ts'

type Read<Piece> = (signal: AbortSignal) => Promise<Piece>

export interface ReadQueue<Piece> {
  /** Rejects with 'cancelled' as soon as `signal` aborts. */
  read(key: string, read: Read<Piece>, signal?: AbortSignal): Promise<Piece>
  /** Reads when idle. At most `mostAhead` wait, the newest win; errors are left to those who really ask. */
  readAhead(key: string, read: Read<Piece>): void
}

interface Entry<Piece> {
  readonly key: string
  readonly read: Read<Piece>
  readonly controller: AbortController
  readonly done: Promise<Piece>
  readonly resolve: (piece: Piece) => void
  readonly reject: (error: unknown) => void
  waiters: number
  isAhead: boolean
  isRunning: boolean
}

export function createReadQueue<Piece>({
  atOnce = 4,
  mostAhead = 32,
}: { readonly atOnce?: number; readonly mostAhead?: number } = {}): ReadQueue<Piece> {
  const entries = new Map<string, Entry<Piece>>()
  /** The newest last. */
  const waiting: Entry<Piece>[] = []
  const ahead: Entry<Piece>[] = []
  let running = 0

  function add(key: string, read: Read<Piece>, isAhead: boolean): Entry<Piece> {
    const { promise, resolve, reject } = Promise.withResolvers<Piece>()
    promise.catch(() => undefined) // told to those who wait
    const controller = new AbortController()
    const entry = { key, read, controller, done: promise, resolve, reject }
    const added = { ...entry, waiters: 0, isAhead, isRunning: false }
    entries.set(key, added)
    ;(isAhead ? ahead : waiting).push(added)
    return added
  }

  function pump(): void {
    while (running < atOnce) {
      const next = waiting.pop() ?? (running === 0 ? ahead.pop() : undefined)
      if (next === undefined) return
      void run(next)
    }
  }

  async function run(entry: Entry<Piece>): Promise<void> {
    running++
    entry.isRunning = true
    try {
      entry.resolve(await entry.read(entry.controller.signal))
    } catch (error) {
      entry.reject(error)
    } finally {
      running--
      if (entries.get(entry.key) === entry) entries.delete(entry.key)
      pump()
    }
  }

  /** Out of the queue, or stopped; a later question for the same piece starts anew. */
  function drop(entry: Entry<Piece>): void {
    entries.delete(entry.key)
    remove(waiting, entry)
    remove(ahead, entry)
    entry.controller.abort()
    if (!entry.isRunning) entry.reject(cancelled())
  }

  async function read(key: string, work: Read<Piece>, signal?: AbortSignal): Promise<Piece> {
    if (signal?.aborted === true) throw cancelled()
    const entry = entries.get(key) ?? add(key, work, false)
    entry.waiters++
    if (!entry.isRunning) {
      // Asked for again, or first read ahead: now it is the newest.
      entry.isAhead = false
      remove(ahead, entry)
      remove(waiting, entry)
      waiting.push(entry)
    }
    pump()
    const left = Promise.withResolvers<never>()
    const leave = (): void => {
      left.reject(cancelled())
    }
    signal?.addEventListener('abort', leave)
    try {
      return await Promise.race([entry.done, left.promise])
    } finally {
      signal?.removeEventListener('abort', leave)
      if (--entry.waiters === 0 && !entry.isAhead && entries.get(key) === entry) drop(entry)
    }
  }

  return {
    read,
    readAhead(key, work) {
      if (entries.has(key)) return
      add(key, work, true)
      if (ahead.length > mostAhead) drop(ahead[0]!)
      pump()
    },
  }
}

function remove<Item>(items: Item[], item: Item): void {
  const at = items.indexOf(item)
  if (at >= 0) items.splice(at, 1)
}

function cancelled(): TouchstoneError {
  return new TouchstoneError('cancelled', 'Nobody waits for these pixels any more.')
}
