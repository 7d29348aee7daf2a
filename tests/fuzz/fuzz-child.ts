/**
 * The process that opens damaged files, one after another: what it dies of, hangs at or needs memory
 * for is seen by its parent. Answers each path with the outcome of reading all its pixels.
 */
import { isTouchstoneError, messageOf } from '../../src-main/core/errors.ts'
import { inspectImage } from '../../src-main/core/images/inspect-image.ts'

export interface Outcome {
  readonly path: string
  /** `read`, an error code of ours, or `bug` for any other error. */
  readonly result: string
  readonly message: string
  readonly seconds: number
  readonly residentBytes: number
}

process.on('message', (path: string) => {
  void answer(path)
})

async function answer(path: string): Promise<void> {
  const started = performance.now()
  let result = 'read'
  let message = ''
  try {
    await inspectImage(path, { checksum: true })
  } catch (error) {
    result = isTouchstoneError(error) ? error.code : 'bug'
    message = isTouchstoneError(error) ? error.message : stackOf(error)
  }
  const seconds = (performance.now() - started) / 1000
  const residentBytes = process.memoryUsage.rss()
  process.send?.({ path, result, message, seconds, residentBytes } satisfies Outcome)
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : messageOf(error)
}
