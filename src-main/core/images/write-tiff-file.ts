/** An OME-TIFF under its final name, whole or not at all, with its hash: what every writer of pixels ends in. */
import { stat } from 'node:fs/promises'
import type { Digest } from '../../contract/words.ts'
import { digestOfFile } from './file-digest.ts'
import {
  createOmeTiffWriter,
  type OmeTiffDescription,
  type PlaneWriter,
} from './tiff/write-ome-tiff.ts'
import { writeAtomically } from './write-atomically.ts'

export interface WrittenFile {
  readonly sha256: Digest
  readonly sizeBytes: number
}

/** `produce` writes the planes; the file appears once it is done. Errors as `writeAtomically`. */
export async function writeTiffFile(
  path: string,
  description: OmeTiffDescription,
  produce: (writer: Pick<PlaneWriter, 'tile' | 'writeTile' | 'writeRegion'>) => Promise<void>,
): Promise<WrittenFile> {
  await writeAtomically(path, async (handle) => {
    const writer = createOmeTiffWriter(handle, description)
    await produce(writer)
    await writer.finish()
  })
  return { sha256: await digestOfFile(path), sizeBytes: (await stat(path)).size }
}
