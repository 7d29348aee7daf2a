/** Appends to a file under way, small pieces gathered into large writes, and reads back what was appended. */
import type { FileHandle } from 'node:fs/promises'

export interface Appender {
  /** Offset at which the next bytes will stand. */
  readonly position: number
  /** `bytes` may be reused once the promise is done. */
  append(bytes: Uint8Array): Promise<void>
  /** What was appended before the last `flush`; the handle must be open for reading too. */
  read(offset: number, length: number): Promise<Uint8Array>
  flush(): Promise<void>
}

const gatheredBytes = 2 ** 20

/** Starts at `start`; what stands before it is written by the caller. One call at a time. */
export function createAppender(handle: FileHandle, start: number): Appender {
  const gathered = new Uint8Array(gatheredBytes)
  let filled = 0
  let written = start

  async function writeOut(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, written)
      done += bytesWritten
      written += bytesWritten
    }
  }

  async function flush(): Promise<void> {
    const bytes = gathered.subarray(0, filled)
    filled = 0
    await writeOut(bytes)
  }

  return {
    get position() {
      return written + filled
    },
    append: async (bytes) => {
      if (filled + bytes.length > gathered.length) await flush()
      if (bytes.length > gathered.length) return writeOut(bytes)
      gathered.set(bytes, filled)
      filled += bytes.length
    },
    read: async (offset, length) => {
      const bytes = new Uint8Array(length)
      const { bytesRead } = await handle.read(bytes, 0, length, offset)
      if (bytesRead < length) {
        throw new RangeError(`${length} bytes at ${offset} were never appended`)
      }
      return bytes
    },
    flush,
  }
}
