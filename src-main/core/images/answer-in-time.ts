/** Calls of the operating system that may never come back (a vanished network drive), with a deadline. */
import { TouchstoneError } from '../errors.ts'

export type Start<T> = (done: (error: Error | null, value: T) => void) => void

/**
 * Rejects with the system's error, or after `withinMs` with TouchstoneError 'file-unreadable'; a value
 * that still comes then goes to `late`, so that it can be given back.
 */
export function answerInTime<T>(
  path: string,
  withinMs: number,
  start: Start<T>,
  late?: (value: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      reject(
        new TouchstoneError(
          'file-unreadable',
          `${path} cannot be read: the drive gave no answer within ${withinMs / 1000} seconds; check the drive or the network and open the image again.`,
          { path, reason: 'no answer', withinMs },
        ),
      )
    }, withinMs)
    start((error, value) => {
      clearTimeout(timer)
      if (isLate && error === null) late?.(value)
      else if (error === null) resolve(value)
      else reject(error)
    })
  })
}
