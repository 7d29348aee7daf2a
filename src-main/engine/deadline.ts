/** An end to waiting: a drive that is gone may never answer, and its image must not hold up the others. */
import { TouchstoneError } from '../core/errors.ts'

/**
 * What `work` gives, or TouchstoneError 'file-unreadable' after `ms`; `work` is told by its signal. What it
 * answers later is lost.
 */
export async function withDeadline<T>(
  path: string,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const late = new AbortController()
  const signals = signal === undefined ? [late.signal] : [late.signal, signal]
  const over = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    over.reject(
      new TouchstoneError(
        'file-unreadable',
        `${path} did not answer within ${ms / 1000} seconds; check that its drive is still connected.`,
        { path, reason: 'no answer' },
      ),
    )
    late.abort()
  }, ms)
  try {
    return await Promise.race([work(AbortSignal.any(signals)), over.promise])
  } finally {
    clearTimeout(timer)
  }
}
