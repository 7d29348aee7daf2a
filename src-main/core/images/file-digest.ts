/** SHA-256 of a file's bytes, streamed: memory stays flat whatever the size. */
import { createHash } from 'node:crypto'
import type { Digest } from '../../contract/words.ts'
import { openFileReader } from './file-reader.ts'

const chunkBytes = 4 * 2 ** 20

/** Errors as `openFileReader`. */
export async function digestOfFile(path: string): Promise<Digest> {
  const file = await openFileReader(path)
  try {
    const hash = createHash('sha256')
    const buffer = new Uint8Array(Math.min(chunkBytes, Math.max(1, file.sizeBytes)))
    for (let at = 0; at < file.sizeBytes; at += buffer.length) {
      const bytes = buffer.subarray(0, Math.min(buffer.length, file.sizeBytes - at))
      await file.readInto(bytes, at)
      hash.update(bytes)
    }
    return `sha256:${hash.digest('hex')}`
  } finally {
    await file.close()
  }
}
