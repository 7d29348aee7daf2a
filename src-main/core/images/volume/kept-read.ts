/**
 * A long read whose result is likely to be asked for again at once: who asks for the same shares it, the last
 * result stays, and what nobody waits for any more is stopped, a moment later so that the next one can join.
 */
import { TouchstoneError } from '../../errors.ts'

export interface KeptRead<Result> {
  /** Rejects with 'cancelled' as soon as `signal` aborts. */
  read(
    key: string,
    work: (signal: AbortSignal) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result>
}

interface Entry<Result> {
  readonly key: string
  readonly done: Promise<Result>
  readonly stop: AbortController
  waiters: number
  isDone: boolean
  timer: ReturnType<typeof setTimeout> | undefined
}

export function createKeptRead<Result>({
  isKept = () => true,
  lingerMs = 300,
}: {
  /** Results that are too large to be kept say no. */
  readonly isKept?: (result: Result) => boolean
  readonly lingerMs?: number
} = {}): KeptRead<Result> {
  let last: Entry<Result> | null = null

  function start(key: string, work: (signal: AbortSignal) => Promise<Result>): Entry<Result> {
    const stop = new AbortController()
    const forget = (): void => {
      if (last === entry) last = null
    }
    const done = work(stop.signal)
    const entry: Entry<Result> = { key, done, stop, waiters: 0, isDone: false, timer: undefined }
    done.then((result) => {
      entry.isDone = true
      if (!isKept(result)) forget()
    }, forget)
    return entry
  }

  return {
    async read(key, work, signal) {
      if (isAborted(signal)) throw cancelled()
      if (last?.key !== key) {
        if (last?.waiters === 0) last.stop.abort()
        last = start(key, work)
      }
      const entry = last
      clearTimeout(entry.timer)
      entry.waiters++
      const left = Promise.withResolvers<never>()
      const leave = (): void => left.reject(cancelled())
      signal?.addEventListener('abort', leave)
      if (isAborted(signal)) leave() // meanwhile, by the work itself
      try {
        return await Promise.race([entry.done, left.promise])
      } finally {
        signal?.removeEventListener('abort', leave)
        entry.waiters--
        if (entry.waiters === 0 && !entry.isDone) {
          entry.timer = setTimeout(() => {
            entry.stop.abort()
            if (last === entry) last = null
          }, lingerMs)
          entry.timer.unref()
        }
      }
    },
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}

function cancelled(): TouchstoneError {
  return new TouchstoneError('cancelled', 'Nobody waits for these pixels any more.')
}
