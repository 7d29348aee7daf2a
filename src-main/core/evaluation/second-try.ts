/**
 * Work of several cases that was lost together, because the engine ended under all of them, is done once more,
 * one after another: then only the case that ends the engine fails.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { isTouchstoneError } from '../errors.ts'

export type SecondTry = <Value>(work: () => Promise<Value>, signal: AbortSignal) => Promise<Value>

/** Work that alone was lost with the engine is to blame: its error stands. */
export function createSecondTry(): SecondTry {
  let lost = 0
  let last: Promise<unknown> = Promise.resolve()
  return async (work, signal) => {
    try {
      return await work()
    } catch (error) {
      if (!isTouchstoneError(error) || error.code !== 'engine-died') throw error
      // all of them learn of it in the same turn
      lost += 1
      await nextTurn()
      const together = lost > 1
      await nextTurn()
      lost -= 1
      if (!together || signal.aborted) throw error
      const again = last.then(work)
      last = again.catch(() => undefined)
      return again
    }
  }
}
