/** Whether anybody still waits for what is being read. */
import { TouchstoneError } from '../errors.ts'

/** TouchstoneError 'cancelled' where nobody waits for the result any more. */
export function requireWanted(path: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return
  throw new TouchstoneError('cancelled', `Reading ${path} was cancelled.`, { path })
}
